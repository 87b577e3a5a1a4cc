/**
 * Ours, since the one of `@bomb.sh/tab` 0.0.22 evaluates the words on the command line (so that completing behind
 * `$(...)` runs it), needs the bash-completion package and cannot be sourced twice. The protocol is the same.
 */
export const bashScript = String.raw`# bash completion for tradewind (bash 4 or newer)
_tradewind() {
  local words=() word value i
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${'$'}{COMP_WORDS[i]}
    # bash splits words at = and : (COMP_WORDBREAKS); here they are put together again.
    if ((i > 1)) && [[ $word == [=:]* || ${'$'}{COMP_WORDS[i - 1]} == [=:] ]]; then
      words[-1]+=$word
    else
      words+=("$word")
    fi
  done
  COMPREPLY=()
  compopt +o default
  while IFS=$'\t' read -r value _; do
    case $value in
      :0) compopt -o default ;;
      :*) ;;
      *) COMPREPLY+=("$value") ;;
    esac
  done < <(tradewind complete -- "${'$'}{words[@]}" 2>/dev/null)
}
complete -o default -F _tradewind tradewind
`;

import { Argument } from 'commander';
import type { CommandModule } from '../command-module.ts';
import { bashScript } from '../completion/bash-script.ts';
import { exitCodes } from '../exit-code.ts';

export const completion: CommandModule = {
  writesData: false,
  configure(command) {
    command.addArgument(new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish']));
  },
  examples: [
    ["echo 'source <(tradewind completion bash)' >> ~/.bashrc", 'bash'],
    ["echo 'source <(tradewind completion zsh)' >> ~/.zshrc", 'zsh, after compinit'],
    ['tradewind completion fish > ~/.config/fish/completions/tradewind.fish', 'fish'],
  ],
  async run(context, _options, [shell = '']) {
    if (shell === 'bash') {
      await context.write(bashScript);
    } else {
      const { script } = await import('@bomb.sh/tab');
      script(shell, 'tradewind', 'tradewind');
    }
    return exitCodes.done;
  },
};

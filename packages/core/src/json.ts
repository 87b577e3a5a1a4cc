/** A value that survives JSON unchanged. Keys of objects are data and are never renamed. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

import { z } from 'zod';
import type { ValuePath } from './located-yaml.ts';

/** The keys that the schema has at a path of the file. */
export function knownKeysAt(schema: z.ZodType, path: ValuePath): readonly string[] {
  let shapes = objectsIn(schema);
  for (const step of path) {
    shapes = shapes.flatMap((object) => {
      const next: unknown = typeof step === 'number' ? null : object.shape[String(step)];
      return next instanceof z.ZodType ? objectsIn(next) : [object];
    });
  }
  return [...new Set(shapes.flatMap((object) => Object.keys(object.shape)))];
}

/** The objects that a value can be, through optional values, defaults, lists and alternatives. */
function objectsIn(schema: unknown): readonly z.ZodObject[] {
  if (schema instanceof z.ZodObject) return [schema];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return objectsIn(schema.def.innerType);
  }
  if (schema instanceof z.ZodArray) return objectsIn(schema.def.element);
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap(objectsIn);
  return [];
}

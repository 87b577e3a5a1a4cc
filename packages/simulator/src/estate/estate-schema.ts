import { z } from 'zod';
import { awsEstateSchema } from '../aws/estate/aws-estate-schema.ts';
import { faultSchema } from '../faults/fault-schema.ts';

export const estateFileSchema = z
  .strictObject({
    aws: awsEstateSchema.optional(),
    faults: z.array(faultSchema).optional().describe('in force from the start'),
  })
  .describe('An estate that the simulator serves');

export type EstateFile = z.infer<typeof estateFileSchema>;

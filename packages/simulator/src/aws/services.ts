import { ec2Service } from './ec2/ec2-service.ts';
import { eksService } from './eks/eks-service.ts';
import { elbv2Service } from './elbv2/elbv2-service.ts';
import type { AwsService } from './frame/service.ts';
import { lambdaService } from './lambda/lambda-service.ts';
import { rdsService } from './rds/rds-service.ts';
import { s3Service } from './s3/s3-service.ts';
import { stsService } from './sts/sts-service.ts';

/** Every service that is served; a new one is added here. */
export const awsServices: readonly AwsService[] = [
  ec2Service,
  eksService,
  elbv2Service,
  lambdaService,
  rdsService,
  s3Service,
  stsService,
];

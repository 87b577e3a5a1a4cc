/** Where a server of AWS's protocols listens, and its keys; moto takes any. */
export interface AwsEndpoint {
  readonly url: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
}

export interface SdkConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

/** The configuration of a client of the AWS SDK, without retries so that every error shows. */
export function sdkConfig(endpoint: AwsEndpoint, region = 'us-east-1'): SdkConfig {
  const { url, accessKeyId = 'any', secretAccessKey = 'any' } = endpoint;
  return { endpoint: url, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
}

/** What a call of the SDK fails with. */
export async function sdkError(
  call: Promise<unknown>,
): Promise<{ readonly code: string; readonly status: number | undefined; readonly message: string }> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { code: name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error('the call did not fail');
}

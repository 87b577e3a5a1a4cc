/** Adapters of the clouds, their registry, and the policies around their calls. */
export { connectProvider, providerDescriptions, readProviderPermissions, type ConnectOptions } from './registry.ts';
export type { ProviderPermissions, TypePermissions } from './provider-permissions.ts';
export { systemClock, type Clock } from './call-policy/clock.ts';
export { createCallPolicy, type CallPolicyOptions } from './call-policy/create-call-policy.ts';
export {
  composePolicies,
  type Attempt,
  type CallPolicy,
  type ProviderCall,
  type RateLimitFigures,
} from './call-policy/provider-call.ts';
export { withMetrics, type CallObserver, type ObservedCall } from './call-policy/with-metrics.ts';
export { withRateLimit, type RateLimitOptions } from './call-policy/with-rate-limit.ts';
export { withRetry, type RetryOptions } from './call-policy/with-retry.ts';
export { withTimeout, type TimeoutOptions } from './call-policy/with-timeout.ts';
export { withTracing } from './call-policy/with-tracing.ts';

/** Adapters of the clouds, their registry, and the policies around their calls. */
export { connectProvider, providerDescriptions, type ConnectOptions } from './registry.ts';
export { systemClock, type Clock } from './call-policy/clock.ts';
export { createCallPolicy, type CallPolicyOptions } from './call-policy/create-call-policy.ts';
export type { Attempt, CallPolicy, ProviderCall, RateLimitFigures } from './call-policy/provider-call.ts';
export type { CallObserver, ObservedCall } from './call-policy/with-metrics.ts';
export { withRetry, type RetryOptions } from './call-policy/with-retry.ts';
export { withTimeout, type TimeoutOptions } from './call-policy/with-timeout.ts';
export { withMetrics } from './call-policy/with-metrics.ts';
export { composePolicies } from './call-policy/provider-call.ts';

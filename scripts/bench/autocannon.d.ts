/** The little of autocannon 9 that we use; it ships no types. */
declare module 'autocannon' {
  type Result = {
    requests: { average: number; total: number }
    latency: { p50: number; p99: number }
    non2xx: number
    errors: number
  }
  export default function autocannon(options: {
    url: string
    connections: number
    duration: number
    headers?: Record<string, string>
    /** asked in turn, instead of the address alone */
    requests?: { path: string; method: 'GET'; headers: Record<string, string> }[]
  }): Promise<Result>
}

import 'server-only'
import { env } from '@/lib/env'

/** Where the demo provider shows the codes of sample officers; null where there is no demo provider. */
export const codiciDiProva = (): string | null => {
  const { DEMO_IDP, DEMO_IDP_PORT } = env()
  return DEMO_IDP ? `http://127.0.0.1:${DEMO_IDP_PORT}/codici` : null
}

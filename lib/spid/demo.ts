import path from 'node:path'
import type { Federazione } from './rules-federazioni'

/** Where the demo identity provider writes its metadata, and the portal reads it. */
export const demoMetadataFile = (dataDir: string, federazione: Federazione = 'spid'): string =>
  path.join(/*turbopackIgnore: true*/ dataDir, 'demo-idp', federazione === 'cie' ? 'metadata-cie.xml' : 'metadata.xml')

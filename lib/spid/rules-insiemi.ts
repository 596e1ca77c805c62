/** Attributes that one kind of request asks for, by its index in the metadata: nothing the services do not need. */
export type Insieme = { index: number; nome: string; attributi: readonly string[] }

export const INSIEMI_EIDAS = ['minimo', 'completo'] as const
export type InsiemeEidas = (typeof INSIEMI_EIDAS)[number]

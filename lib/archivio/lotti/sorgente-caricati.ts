import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { documenti } from '@/drizzle/schema/pratiche'
import { ENTE } from '@/lib/core/ente'
import { dbAs } from '@/lib/db/client'
import { type Collocazione, readContent } from '@/lib/documenti/content'
import type { FileSorgente, Sorgente } from './sorgente'
import { apriZipIn } from './sorgente-zip'

const isZip = (nome: string) => /\.zip$/i.test(nome)

/**
 * What was uploaded for a batch: files, and ZIP archives with what is in them. Of those with the same name the last that
 * came is listed, and it says that there are others when they are not the same.
 */
export async function apriCaricati(lottoId: string): Promise<Sorgente> {
  const rows = await dbAs('sistema')
    .select({
      id: documenti.id,
      nome: documenti.nome,
      byte: documenti.byte,
      sha256: documenti.sha256,
      deposito: documenti.deposito,
      chiaveCifrata: documenti.chiaveCifrata,
      chiaveMaestra: documenti.chiaveMaestra,
      prontoAt: documenti.prontoAt,
    })
    .from(documenti)
    .where(
      and(
        eq(documenti.ente, ENTE),
        eq(documenti.soggettoTipo, 'lotto'),
        eq(documenti.soggettoId, lottoId),
        eq(documenti.stato, 'pronto'),
      ),
    )
    .orderBy(asc(documenti.prontoAt), asc(documenti.id))
  const loose = new Map<string, (typeof rows)[number]>()
  const doppi = new Set<string>()
  for (const row of rows.filter((one) => !isZip(one.nome))) {
    const nome = row.nome.normalize('NFC')
    if (loose.has(nome) && loose.get(nome)?.sha256 !== row.sha256) doppi.add(nome)
    loose.set(nome, row)
  }
  const zips: { prefix: string; sorgente: Sorgente }[] = []
  const archives = [
    ...new Map(rows.filter((one) => isZip(one.nome)).map((one) => [`${one.nome} ${one.sha256}`, one])).values(),
  ]
  for (const row of archives)
    zips.push({
      // of several archives each is a folder
      prefix: archives.length > 1 ? `${row.nome.replace(/\.zip$/i, '')}/` : '',
      sorgente: await apriZipIn(row.byte, (range) => readContent(row as Collocazione, range)),
    })
  const inZip = new Map<string, { file: FileSorgente; sorgente: Sorgente }>()
  return {
    async elenco() {
      for (const { prefix, sorgente } of zips)
        for (const file of await sorgente.elenco()) {
          const nome = prefix + file.nome
          const there = inZip.get(nome)
          if (loose.has(nome) || (there && there.sorgente !== sorgente)) doppi.add(nome)
          inZip.set(nome, { file, sorgente })
        }
      const said = (nome: string) => (doppi.has(nome) ? { doppio: true as const } : {})
      const fromZip = [...inZip].map(([nome, { file }]): FileSorgente => ({ ...file, nome, ...said(nome) }))
      return [
        ...fromZip.filter((one) => !loose.has(one.nome)),
        ...[...loose].map(
          ([nome, { id, byte, prontoAt }]): FileSorgente => ({
            nome,
            byte,
            modificatoAt: prontoAt,
            documentoId: id,
            ...said(nome),
          }),
        ),
      ]
    },
    async apri({ nome }) {
      const document = loose.get(nome)
      if (document) return readContent(document)
      const entry = inZip.get(nome)
      if (!entry) throw new Error(`${nome} was not uploaded`)
      return entry.sorgente.apri(entry.file)
    },
    async leggi({ nome }) {
      const document = loose.get(nome)
      if (!document) return null
      const leggi = async (start: number, length: number) => {
        const end = Math.min(start + length, document.byte) - 1
        if (end < start) return Buffer.alloc(0)
        const pieces: Buffer[] = []
        for await (const piece of readContent(document, { start, end })) pieces.push(piece)
        return Buffer.concat(pieces)
      }
      return { leggi, chiudi: async () => {} }
    },
    async chiudi() {
      for (const { sorgente } of zips) await sorgente.chiudi()
    },
  }
}

'use client'
import { ErrorPage } from '@/components/layout/error-page'

type Props = { error: unknown; retry: () => void }

/** Something of ours failed while making the page. Kept small: its code travels with every page. */
export default function PageError({ error, retry }: Props) {
  return <ErrorPage error={error} retry={retry} />
}

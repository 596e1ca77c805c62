import { connection } from 'next/server'

export const metadata = { title: 'Minimo' }

export default async function Layout({ children }) {
  await connection()
  return (
    <html lang="it">
      <body>{children}</body>
    </html>
  )
}

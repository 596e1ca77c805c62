async function send(form) {
  'use server'
  return String(form.get('nome') ?? '')
}

export default function Page() {
  return (
    <form action={send}>
      <label htmlFor="nome">Nome</label>
      <input id="nome" name="nome" />
      <button type="submit">Invia</button>
    </form>
  )
}

export default function Page() {
  return <h1>Minimo</h1>
}

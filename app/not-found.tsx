import { Frame } from '@/components/layout/frame'
import { NonTrovata } from '@/components/layout/non-trovata'

export { metadata } from '@/components/layout/non-trovata'

/** An address that is none of ours. The same answer for what is not there and for what is not yours. */
export default function NotFound() {
  return (
    <Frame>
      <NonTrovata />
    </Frame>
  )
}

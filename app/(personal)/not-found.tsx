export { metadata, NonTrovata as default } from '@/components/layout/non-trovata'

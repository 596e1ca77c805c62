import { Tag } from './tag'

export const STATI_COMPITO = ['Da fare', 'In corso', 'Completata', 'Non ancora disponibile'] as const
export type StatoCompito = (typeof STATI_COMPITO)[number]

export type Task = {
  /** Starts with a verb: 'Descrivi il convoglio' */
  label: string
  href?: string
  stato: StatoCompito
  /** For a locked task, what unlocks it. */
  note?: string
}

/** What is left to do stands out; what is done is plain; what is locked is not a link and says why. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ol className="rows task-list">
      {tasks.map((task) => (
        <li key={task.label}>
          {task.href && task.stato !== 'Non ancora disponibile' ? (
            <a href={task.href} className="row-link">
              {task.label}
            </a>
          ) : (
            <span className="row-link muted">{task.label}</span>
          )}
          <TaskState stato={task.stato} />
          {task.note && <p className="row-text">{task.note}</p>}
        </li>
      ))}
    </ol>
  )
}

function TaskState({ stato }: { stato: StatoCompito }) {
  if (stato === 'Da fare') return <Tag tone="blue">{stato}</Tag>
  if (stato === 'In corso') return <Tag tone="amber">{stato}</Tag>
  return <span className="row-note">{stato}</span>
}

import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'

type FilterChoice<Value extends string> = { readonly value: Value; readonly words: string }

type FilterProps<Value extends string> = {
  readonly name: string
  /** What choosing nothing is called, where that can be chosen. */
  readonly any?: string
  readonly value: Value | undefined
  readonly choices: readonly FilterChoice<Value>[]
  readonly onChoose: (value: Value | undefined) => void
}

/** One choice of a few, and its button says which. */
export function Filter<Value extends string>({ name, any, value, choices, onChoose }: FilterProps<Value>) {
  const chosen = value === undefined ? any : choices.find((choice) => choice.value === value)?.words
  return (
    <Menu position="bottom-start" width={230}>
      <Menu.Target>
        <button type="button" className="filter">
          {name} <b className="ellipsis">{chosen ?? 'another'}</b>
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown className="filter-choices">
        <Menu.RadioGroup value={value ?? ''} onChange={(next) => onChoose(choices.find((choice) => choice.value === next)?.value)}>
          {any === undefined ? null : (
            <Menu.RadioItem value="" closeMenuOnClick>
              {any}
            </Menu.RadioItem>
          )}
          {choices.map((choice) => (
            <Menu.RadioItem key={choice.value} value={choice.value} closeMenuOnClick>
              {choice.words}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}

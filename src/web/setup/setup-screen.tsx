import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { formWordsOf } from '../api/desk-problem.ts'
import { keys } from '../api/query-client.ts'
import { deskQuery, useBeginSession } from '../session/session.ts'
import { Door } from '../sign-in/door.tsx'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { useFirstFocus } from '../ui/use-first-focus.ts'
import { PasswordField } from '../sign-in/password-field.tsx'

const EMPTY = { workspaceName: '', name: '', email: '', password: '', setUpCode: '' }
const FIELDS = ['workspaceName', 'name', 'email', 'password', 'setUpCode'] as const

/** The first start: makes the workspace and its first administrator. Closed for ever after. */
export function SetupScreen() {
  const { data: desk } = useQuery(deskQuery)
  const needsCode = desk?.needsSetUpCode === true
  const [form, setForm] = useState(EMPTY)
  const queryClient = useQueryClient()
  const beginSession = useBeginSession()
  const navigate = useNavigate()
  const firstFocus = useFirstFocus()
  const setUp = useMutation({
    mutationFn: ({ setUpCode, ...rest }: typeof EMPTY) =>
      ask('POST /api/v1/set-up', { body: { ...rest, email: rest.email.trim(), ...(needsCode ? { setUpCode } : {}) } }),
    onSuccess: async (session) => {
      beginSession(session)
      await queryClient.fetchQuery({ queryKey: keys.desk, queryFn: () => ask('GET /api/v1/desk') })
      await navigate({ to: '/first-steps', replace: true })
    },
  })
  const { at, whole } = formWordsOf(setUp.error, FIELDS)
  const change = (field: keyof typeof EMPTY) => (event: React.ChangeEvent<HTMLInputElement>) => {
    const { value } = event.currentTarget
    setForm((before) => ({ ...before, [field]: value }))
  }

  return (
    <Door
      title="Set up your desk"
      lead="You become its first administrator. This page closes for good once you are done."
      foot="Everything stays on your own server. Pagedesk sends no statistics to anyone."
    >
      <Form label="Set up your desk" words={{ at, attempt: setUp.error }} onSubmit={() => setUp.mutate(form)}>
        {needsCode ? (
          <TextInput
            label="Set-up code"
            description="The desk printed it when it started: in the terminal, or in the log of the service."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={200}
            required
            ref={firstFocus}
            value={form.setUpCode}
            error={at.setUpCode}
            onChange={change('setUpCode')}
          />
        ) : null}
        <TextInput
          label="Workspace name"
          description="Your company, as colleagues know it"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="organization"
          maxLength={200}
          required
          {...(needsCode ? {} : { ref: firstFocus })}
          value={form.workspaceName}
          error={at.workspaceName}
          onChange={change('workspaceName')}
        />
        <TextInput
          label="Your name"
          autoComplete="name"
          maxLength={200}
          required
          value={form.name}
          error={at.name}
          onChange={change('name')}
        />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          maxLength={320}
          required
          value={form.email}
          error={at.email}
          onChange={change('email')}
        />
        <PasswordField value={form.password} error={at.password} onChange={change('password')} />
        <FormError message={whole} />
        <Button type="submit" variant="filled" size="lg" fullWidth disabled={setUp.isPending}>
          {setUp.isPending ? 'Setting up…' : 'Set up the desk'}
        </Button>
      </Form>
    </Door>
  )
}

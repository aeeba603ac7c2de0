import { Button, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { formWordsOf, wordsOf } from '../api/desk-problem.ts'
import { ROLE_NAMES } from '../session/role-names.ts'
import { sessionQuery, useBeginSession } from '../session/session.ts'
import { Banner } from '../ui/banner.tsx'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { useFirstFocus } from '../ui/use-first-focus.ts'
import { SkeletonBars } from '../ui/skeleton.tsx'
import { Door } from './door.tsx'
import { PasswordField } from './password-field.tsx'

/** What the link in the mail opens. */
export function InvitationScreen({ token }: { readonly token: string }) {
  const invitation = useQuery({
    queryKey: ['invitation-lookup', token],
    queryFn: () => ask('POST /api/v1/invitation-lookups', { body: { token } }),
    staleTime: Infinity,
    retry: false,
  })

  if (invitation.isPending) {
    return (
      <Door title="Your invitation">
        <SkeletonBars label="Loading the invitation" />
      </Door>
    )
  }
  if (invitation.isError) {
    return (
      <Door title="This invitation does not work">
        <FormError message={wordsOf(invitation.error)} />
        <Button size="lg" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          Go to sign-in
        </Button>
      </Door>
    )
  }
  const { workspaceName, email, role, invitedBy } = invitation.data
  return (
    <Door title={`Join ${workspaceName}`} lead={`${invitedBy} invited you as an ${ROLE_NAMES[role].toLowerCase()}.`}>
      <WhoIsSignedIn />
      <AcceptForm token={token} email={email} />
    </Door>
  )
}

/** An administrator who tries a colleague's link would join as them, and be signed out. */
function WhoIsSignedIn() {
  const { data: session } = useQuery(sessionQuery)
  if (session === undefined) {
    return null
  }
  return (
    <Banner tone="warn" icon={<IconAlertTriangle size={18} aria-hidden="true" />}>
      <b>You are signed in as {session.user.name}.</b> Joining here signs you out of this browser. If the invitation is for a colleague,
      give them the link instead.
    </Banner>
  )
}

function AcceptForm({ token, email }: { readonly token: string; readonly email: string }) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const beginSession = useBeginSession()
  const navigate = useNavigate()
  const firstFocus = useFirstFocus()
  const accept = useMutation({
    mutationFn: () => ask('POST /api/v1/invitation-acceptances', { body: { token, name, password } }),
    onSuccess: async (session) => {
      beginSession(session)
      await navigate({ to: '/', replace: true })
    },
  })
  const { at, whole } = formWordsOf(accept.error, ['name', 'password'])
  return (
    <Form label="Accept the invitation" words={{ at, attempt: accept.error }} onSubmit={() => accept.mutate()}>
      <TextInput label="E-mail" type="email" autoComplete="username" value={email} readOnly />
      <TextInput
        label="Your name"
        autoComplete="name"
        maxLength={200}
        required
        ref={firstFocus}
        value={name}
        error={at.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordField value={password} error={at.password} onChange={(event) => setPassword(event.currentTarget.value)} />
      <FormError message={whole} />
      <Button type="submit" variant="filled" size="lg" fullWidth disabled={accept.isPending}>
        {accept.isPending ? 'Joining…' : 'Join'}
      </Button>
    </Form>
  )
}

/** Who plays in the tests: the first administrator, and people and Pages of the sandbox's world. */
export const ANNA = {
  workspaceName: 'Lindqvist Cycles',
  name: 'Anna Lindqvist',
  email: 'anna@example.com',
  password: 'long enough for Anna',
}

/** She owns the Pages. */
export const OWNER = '100041773920516'
export const FULL_PAGE = '238194675010342'
export const ALL_SCOPES = [
  'pages_show_list',
  'pages_messaging',
  'pages_manage_metadata',
  'pages_read_engagement',
  'pages_read_user_content',
  'pages_manage_engagement',
  'business_management',
]

/** People who may write to the Page. */
export const CUSTOMERS = ['100014402987731', '100027719465008', '100033650128842', '100058206613397', '100071948350264']

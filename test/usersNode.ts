/** The Node that runs a user's programs, as the command line: the one that the tests were started with, which may be older. */
export const USERS_NODE = process.env['NNET_USERS_NODE'] ?? process.execPath;

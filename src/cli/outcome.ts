/** How a command ends, as the exit status of the process. */
export const FINE = 0;
export const HAS_ERRORS = 1;
export const CANNOT = 2;

/** What a command cannot do as it was called, in words for people; exit status 2. */
export class Refusal extends Error {}

/** A wrong call: the usage is printed too. */
export class UsageError extends Refusal {}

export function reason(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission is denied';
    case 'EEXIST':
      return 'it is there already';
    case 'ENAMETOOLONG':
      return 'its name is too long';
    case 'ELOOP':
      return 'its symbolic links lead in a circle';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'there is no room left';
    case 'EROFS':
      return 'nothing can be written there';
    case 'EBUSY':
    case 'ETXTBSY':
      return 'another program uses it';
    case 'EIO':
    case 'ENXIO':
    case 'EINVAL':
      return 'the device refuses it';
    case 'ERR_FS_FILE_TOO_LARGE':
    case 'ERR_STRING_TOO_LONG':
      return 'it is too large';
    default:
      return error.code ?? error.message;
  }
}

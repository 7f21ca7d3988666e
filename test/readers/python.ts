import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** Debian's Python: it has the packages that apt installs. */
export const PYTHON = fs.existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/** Whether Python has these packages here. They are not imported, which takes some of them seconds. */
export function pythonHas(...packages: readonly string[]): boolean {
  const program = 'import sys\nfrom importlib.util import find_spec\nsys.exit(None in map(find_spec, sys.argv[1:]))';
  return spawnSync(PYTHON, ['-c', program, ...packages]).status === 0;
}

/** Runs a program in a folder; what it prints, with what it complains of. */
export function runPython(program: string, folder: string, args: readonly string[] = []): string {
  const file = path.join(folder, 'run_all.py');
  fs.writeFileSync(file, program);
  const { stdout, stderr, status } = spawnSync(PYTHON, [file, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, PYDEVD_DISABLE_FILE_VALIDATION: '1', OMP_NUM_THREADS: '1' },
  });
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  return stdout;
}

/**
 * For programs that run notebooks: `execute` runs one by Jupyter's own client. One kernel serves all, and forgets before each
 * whatever the one before has defined: a kernel takes longer to start than most notebooks do.
 */
export const JUPYTER = `
import atexit, nbformat
from nbclient import NotebookClient
forget = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell('%reset -f')])
jupyter = NotebookClient(forget, timeout=600, kernel_name='python3')
def execute(notebook):
    for jupyter.nb in forget, notebook:
        jupyter.execute(cleanup_kc=False)
@atexit.register
def end():
    jupyter.nb = forget
    jupyter.execute()
`;

# NumPy's side of the benchmark: reads cases and commands as JSON lines, measures itself, answers in JSON lines.
import json
import sys
import time

import numpy as np


def run(W, b, X, Y):
    one = X.ndim == 1
    S = [X]
    for w, bias in zip(W, b):
        S.append(np.tanh(w @ S[-1] + bias))
    e = S[-1] - Y
    value = 0.5 * np.sum(e * e)
    D = e * (1 - S[-1] * S[-1])
    gW, gb = [None] * len(W), [None] * len(W)
    for i in range(len(W) - 1, -1, -1):
        gW[i] = np.outer(D, S[i]) if one else D @ S[i].T
        gb[i] = D if one else D.sum(axis=1)
        if i:
            D = (W[i].T @ D) * (1 - S[i] * S[i])
    return value, gW, gb


def load(file, sizes, m):
    data = np.fromfile(file)
    at = 0

    def take(*shape):
        nonlocal at
        n = int(np.prod(shape))
        part = data[at : at + n].reshape(shape)
        at += n
        return part

    W = [take(sizes[i + 1], sizes[i]) for i in range(len(sizes) - 1)]
    column = (lambda n: (n,)) if m == 1 else (lambda n: (n, 1))
    b = [take(*column(n)) for n in sizes[1:]]
    X = take(sizes[0]) if m == 1 else take(sizes[0], m)
    Y = take(sizes[-1]) if m == 1 else take(sizes[-1], m)
    return W, b, X, Y


given = None
print(json.dumps({"version": np.__version__}), flush=True)
for line in sys.stdin:
    command = json.loads(line)
    if "file" in command and "sizes" in command:
        given = load(command["file"], command["sizes"], command["m"])
        print(json.dumps({}), flush=True)
    elif "times" in command:
        start = time.perf_counter()
        for _ in range(command["times"]):
            run(*given)
        print(json.dumps({"milliseconds": (time.perf_counter() - start) * 1000}), flush=True)
    else:
        value, gW, gb = run(*given)
        np.concatenate([np.array([value])] + [g.ravel() for g in gW] + [g.ravel() for g in gb]).tofile(command["out"])
        print(json.dumps({}), flush=True)

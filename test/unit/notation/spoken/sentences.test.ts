import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Analysis } from '../../../../src/analysis/analysis';
import { usualHandout, type HandoutChoices } from '../../../../src/authoring/choices';
import { buildHandout } from '../../../../src/authoring/handoutBuilder';
import { spokenBlock } from '../../../../src/authoring/spokenBlock';
import { translation } from '../../../../src/message/translation';
import { inLetters } from '../../../../src/notation/letters/courseText';
import { filesIn } from '../../../exampleFiles';

/** What a blind reader hears of an example, formula by formula. */
async function heard(example: string, language: 'en' | 'ru', choices: Partial<HandoutChoices> = {}): Promise<string> {
  const text = fs.readFileSync(`examples/${example}.nnet`, 'utf8');
  const analysis = await Analysis.of(text, { readFile: filesIn('examples') });
  const what = ['network', 'drawing', 'forward', 'gradient', 'biases'] as const;
  const { parts } = await buildHandout(analysis, { file: example, text }, { ...usualHandout, what, ...choices });
  const translate = inLetters(choices.letters ?? 'paper', translation(language));
  const blocks = parts.flatMap((part) => (part.name === 'steps' ? [] : part.blocks));
  return blocks
    .flatMap((block) => (block.kind === 'formula' || block.kind === 'drawing' ? [spokenBlock(block, translate)] : []))
    .map((said) => `${said}.`)
    .join('\n');
}

const cases: readonly (readonly [string, 'en' | 'ru', Partial<HandoutChoices>, readonly string[]])[] = [
  [
    'mazur',
    'en',
    {},
    [
      // Mazur's own numbers: 0.593269992 and 0.596884378, 0.75136507 and 0.772928465.
      'The input X has 2 neurons: 0.05, 0.10. Layer 1 has 2 neurons with sigmoid: 0.59, 0.60. Layer 2 has 2 neurons with sigmoid: 0.75, 0.77. Every neuron is connected to all neurons of the layer before it. Positive weights: 8; negative: 0. A bias node is connected to every neuron of each layer.',
      'The pre-activations N 1. N 1 equals W 1 times X plus b 1. W 1 is 2 by 2: 0.15, 0.20; 0.25, 0.30. ',
      '. This equals Sigma 2 applied to open parenthesis, W 2 times Sigma 1 applied to N 1 plus b 2, close parenthesis. ',
      'The gradient with respect to W 1. The gradient of L with respect to W 1 equals, from left to right: the gradient of L, then the Hadamard product with Sigma prime 2, then W 2 transposed times it, then the Hadamard product with Sigma prime 1, then times X transposed. The gradient of L is 2 by 1: ',
    ],
  ],
  [
    'mazur',
    'ru',
    {},
    [
      'Вход X, нейронов 2: 0.05, 0.10. Слой 1, нейронов 2, активация sigmoid: 0.59, 0.60. Слой 2, нейронов 2, активация sigmoid: 0.75, 0.77. Каждый нейрон связан со всеми нейронами предыдущего слоя. Весов положительных: 8, отрицательных: 0. С каждым нейроном каждого слоя соединён узел смещения.',
      'Предактивации N 1. N 1 равняется: W 1 умножить на X плюс b 1. W 1, 2 на 2: 0.15, 0.20; 0.25, 0.30. ',
      'Параметры W сетевой функции. W — это набор: W 2, W 1. ',
      'Функция потерь L. L — это сумма по выходам, их 2, выражения (f - y)^2/2, где f — выход, а y — цель.',
      'Градиент целиком. Градиент L по W — это набор: градиент L по W 2, градиент L по W 1. ',
      'Градиент по W 1. Градиент L по W 1 равняется, слева направо: градиент L, затем умножить по Адамару на сигма штрих 2, затем умножить слева на W 2 транспонированную, затем умножить по Адамару на сигма штрих 1, затем умножить на X транспонированную. Градиент L, 2 на 1: ',
      'Градиент по b 2. Градиент L по b 2 равняется: дельта 2. ',
    ],
  ],
  [
    'mazur',
    'ru',
    { letters: 'course' },
    [
      'Предактивации z 1. z 1 равняется: W 1 умножить на x плюс b 1. ',
      'Активации a 1 и производные g′ 1 при z 1. a 1 равняется: g 1 от z 1. ',
      'Градиент по W 2. Градиент L по W 2 равняется, слева направо: градиент L, затем умножить по Адамару на g штрих 2, затем умножить на a 1 транспонированную. ',
    ],
  ],
  [
    'mazur',
    'en',
    { letters: 'course' },
    [
      'The gradient with respect to W 2. The gradient of L with respect to W 2 equals, from left to right: the gradient of L, then the Hadamard product with g prime 2, then times a 1 transposed. ',
    ],
  ],
  [
    'iris',
    'en',
    {},
    [
      'The pre-activations N 1. N 1 equals W 1 times X plus b 1 times the row of 6 ones. ',
      'The input X. X is 4 by 6: row 1: 5.1, 4.9, 7.0, 6.4, 6.3, 5.8; row 2: 3.5, 3.0, 3.2, 3.2, 3.3, 2.7; row 3: 1.4, 1.4, 4.7, 4.5, 6.0, 5.1; row 4: 0.2, 0.2, 1.4, 1.5, 2.5, 1.9. ',
      'The loss L. L is the sum over the 3 outputs of -y*ln(f), where f is the output and y the target. It is the mean over 6 samples.',
      'The gradient with respect to b 1. The gradient of L with respect to b 1 equals Delta 1 times the column of 6 ones. ',
    ],
  ],
  [
    'iris',
    'ru',
    {},
    [
      'Предактивации N 1. N 1 равняется: W 1 умножить на X плюс b 1 умножить на строку единиц длины 6. ',
      'Вход X. X, 4 на 6: строка 1: 5.1, 4.9, 7.0, 6.4, 6.3, 5.8; строка 2: 3.5, 3.0, 3.2, 3.2, 3.3, 2.7; строка 3: 1.4, 1.4, 4.7, 4.5, 6.0, 5.1; строка 4: 0.2, 0.2, 1.4, 1.5, 2.5, 1.9. ',
      'Дельта 2 равняется: дробь 1 на 6 умножить на скобка открывается, сигма 2 минус Y, скобка закрывается. ',
      'Градиент по b 1. Градиент L по b 1 равняется: дельта 1 умножить на столбец единиц длины 6. ',
    ],
  ],
  [
    'hessian',
    'en',
    {},
    [
      'The first product, where the last layer has one neuron. From left to right: Sigma prime 2, then W 2 transposed times it. This equals, from left to right: Sigma prime 2, then times W 2 transposed. Sigma prime 2 is ',
    ],
  ],
  [
    'hessian',
    'ru',
    {},
    [
      'Первое произведение, когда в последнем слое один нейрон. Слева направо: сигма штрих 2, затем умножить слева на W 2 транспонированную. Это равняется, слева направо: сигма штрих 2, затем умножить на W 2 транспонированную. Сигма штрих 2: ',
    ],
  ],
];

describe('sentences of formulas, whole', () => {
  for (const [example, language, choices, sentences] of cases) {
    it(`of ${example} in ${language}, in the letters of the ${choices.letters ?? 'paper'}`, async () => {
      const said = await heard(example, language, choices);
      for (const sentence of sentences) assert.ok(said.includes(sentence), `${sentence}\n\n${said}`);
      // No sentence begins with a small word, and no index is joined to its letter.
      assert.doesNotMatch(said, /\. \p{Ll}{2}/u);
      assert.doesNotMatch(said, /(?<!\p{L})[WbNΣΔ]′?[[\d]/u);
    });
  }
});

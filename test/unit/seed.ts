// Property tests look at the same random examples each time, so that a run says something about the change that was
// made. NNET_FUZZ=N looks at N new ones a test.
import fc from 'fast-check';

if (process.env.NNET_FUZZ === undefined) fc.configureGlobal({ seed: 20261123 });

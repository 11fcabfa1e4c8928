"""English word classes and contractions for the cues."""

from __future__ import annotations

#: Written out before matching, so that spelling with or without apostrophe is one.
CONTRACTIONS = {
    "i'm": "i am", "im": "i am", "i've": "i have", "ive": "i have", "i'd": "i would",
    "i'll": "i will", "id": "i would",
    "you're": "you are", "youre": "you are", "you've": "you have",
    "you'll": "you will", "you'd": "you would", "she's": "she is", "he's": "he is",
    "shes": "she is", "hes": "he is", "she'd": "she would", "he'd": "he would",
    "she'll": "she will", "he'll": "he will", "it's": "it is", "it'd": "it would",
    "it'll": "it will", "we're": "we are", "we've": "we have", "we'll": "we will",
    "we'd": "we would", "they're": "they are", "theyre": "they are", "they've": "they have",
    "they'll": "they will", "they'd": "they would", "that's": "that is", "thats": "that is",
    "that'll": "that will", "what's": "what is", "whats": "what is", "there's": "there is",
    "theres": "there is", "who's": "who is", "how's": "how is", "here's": "here is",
    "where's": "where is", "don't": "do not", "dont": "do not", "doesn't": "does not",
    "doesnt": "does not", "didn't": "did not", "didnt": "did not", "can't": "can not",
    "cant": "can not", "cannot": "can not", "couldn't": "could not", "couldnt": "could not",
    "won't": "will not", "wont": "will not", "wouldn't": "would not", "wouldnt": "would not",
    "shouldn't": "should not", "shouldnt": "should not", "isn't": "is not", "isnt": "is not",
    "aren't": "are not", "arent": "are not", "wasn't": "was not", "wasnt": "was not",
    "weren't": "were not", "werent": "were not", "haven't": "have not", "havent": "have not",
    "hasn't": "has not", "hasnt": "has not", "hadn't": "had not", "hadnt": "had not",
    "mustn't": "must not", "needn't": "need not", "ain't": "is not", "aint": "is not",
    "u": "you", "ur": "your", "r": "are", "becuase": "because", "becasue": "because",
    "beacuse": "because", "bc": "because", "wanna": "want to", "gonna": "going to",
    "gotta": "have to", "alot": "a lot",
}  # fmt: skip

#: `feeling`: words for feelings; `role`: who the other person may be; `past`: what a writer
#: reports having done; `body`: what is seen or heard of a person; `life`: facts of a life.
CLASSES = {
    "feeling": "afraid agitated alarmed alone amazed angry anger anguish annoyed annoyance anxious "
    "anxiety ashamed shame astonished awkward betrayed bewildered bitter bored bothered calm "
    "cheerful comfortable compassion confused confusion concerned concern content curious "
    "defeated defensive dejected depressed desperate despair despairing devastated disappointed "
    "disappointment discouraged disgusted disgust disheartened disrespected distraught distress "
    "distressed disturbed doubt drained dread eager embarrassed embarrassment empty enraged "
    "excited excitement exhausted exhaustion fear fearful fed-up foolish forgotten frightened "
    "frustrated frustration furious glad grateful gratitude grief grieving guilt guilty happy "
    "happiness heartbroken helpless helplessness hesitant hope hopeful hopeless hopelessness "
    "horrified horror hostile humbled humiliated humiliation hurt ignored impatient impatience "
    "inadequate indifferent insecure inspired insulted invisible irritated irritation isolated "
    "isolation jealous jealousy joy joyful lonely loneliness longing lost loss loved mad "
    "miserable moved nervous nervousness numb offended optimistic outraged overjoyed overlooked "
    "overwhelmed pain panic panicked panicky pity pleased powerless pressure pressured pride "
    "proud rage regret rejected relief relieved remorse resentful resentment resigned sad "
    "sadness saddened satisfied scared scary shaken shock shocked shy sick sorrow sorry "
    "stressed stress stunned suffering surprised surprise suspicious sympathetic sympathy tense "
    "terrible terrified terror thankful threatened tired tiredness torn touched trapped "
    "troubled uncertain uncertainty uncomfortable uneasy unhappy unimportant unloved unsafe "
    "unsettled unseen unsure unwanted upset useless vulnerable warmth weak weary worried worry "
    "worthless worried-sick awful bad horrible heard unheard neglected abandoned dismissed "
    "respected disrespect valued undervalued supported ambushed blamed cornered rushed torn "
    "delighted enthusiastic satisfaction enthusiasm nervously ",
    "role": "customer customers client clients patient patients guest guests caller callers "
    "colleague colleagues coworker coworkers employee employees nurse nurses doctor doctors "
    "manager boss teacher teachers student students pupil pupils child children kid kids mother "
    "father mom mum dad parent parents son daughter wife husband sister brother family families "
    "friend friends neighbor neighbour man men woman women boy girl lady guy person passenger "
    "passengers visitor visitors resident residents user users team teammate worker workers "
    "surgeon cleaner receptionist driver victim victims survivor survivors refugee refugees "
    "immigrants immigrant porter grandmother grandfather couple stranger strangers",
    "past": "went saw heard told asked said met worked taught tried felt noticed helped watched "
    "read started began came took gave got made found talked spoke walked listened learned "
    "learnt wrote prepared decided used wanted needed thought knew left spent lost stayed sat "
    "stood received called answered experienced attended observed explained showed chose had "
    "managed visited lived grew did put kept ran let brought looked received introduced finished "
    "agreed solved led played became enjoyed approached followed realized realised",
    "body": "face eyes eye hands hand voice tears tear shoulders silence smile tone breath "
    "breathing lips glance gaze fingers coat wheelchair bed bag phone photo door window chair "
    "sleeve posture words sentence ring feet arms corridor desk letter question sigh",
    "life": "mother father mom mum dad parent parents son daughter wife husband sister brother "
    "family children child baby job jobs rent shift home house exam graduation wedding funeral "
    "birthday diagnosis surgery operation illness cancer results appointment savings flight "
    "grandmother grandfather partner divorce loss death visa medication holiday commute",
}

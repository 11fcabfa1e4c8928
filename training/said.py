"""Short sentences that people say to one another in need: mechanism, level, sentence.

Everyday encouragement, offers to listen, experiences alike, questions, and beside them advice,
facts and the writer's own affairs, which are none of the three. Written for the project, CC BY
4.0 or Apache-2.0, as its corpus.
"""

from __future__ import annotations

_WARM = """
feel free to message me any time
you can message me if you want to talk
my inbox is open if you need someone
send me a message whenever you feel like it
pm me if you ever want to talk
if you ever need someone to talk to i am here
if you need to talk i will listen
i am happy to listen if you want to get it off your chest
i am always here to chat
we are all here for you
there are people here who will listen
i believe in you
i have faith in you
you can do this
you can get through this
you will get through this
you will be fine
you are going to be okay
you are stronger than you think
you are braver than you know
you are worth so much more than that
you are worth it
your life matters
you matter to people even if you can not see it now
you deserve better than this
you deserve love and kindness
you deserve to be treated well
you do not deserve any of this
none of this is your fault
you did nothing wrong
you did the right thing
you are a good person
you are a wonderful friend
you sound like a kind person
you seem like a really nice person
you are not a burden
you are not a failure
you are not weak
you are not broken
you are not alone in this
there is nothing wrong with you
do not be so hard on yourself
be kind to yourself
be gentle with yourself
please take care of yourself
take care of yourself okay
stay safe
please stay safe tonight
please stay with us
please do not kill yourself
please do not hurt yourself
please do not give up
please do not do anything to yourself
please hold on
hold on
keep your head up
chin up
keep it up
keep at it
one day at a time
it will pass
this will pass too
this feeling will not last forever
there is hope
there is always hope
better days are coming
brighter days will come
someone will love you for who you are
you will find someone
i want you to live
i do not want you to die
the world is better with you in it
people would miss you
congratulations
congrats on the new job
well done
great job
good for you
that is awesome
that is amazing news
that is a huge step
that is great to hear
that really sucks
that sucks man
that is awful
that is horrible
that is so unfair
that is really rough
what a terrible thing to go through
nobody should have to go through that
happy birthday
happy new year and i hope it is a better one
merry christmas friend
welcome
much love
lots of love
peace and love to you
big hug
here is a hug
virtual hug
i wish you well
all the best to you
best wishes
best of luck to you
good luck friend
good luck with your exam
hope you get better
hope you are okay
hope that helps you feel better
hope everything works out for you
thank you for sharing this with us
thank you for trusting us with it
i hope you find someone who treats you right
i hope you can find some peace
i hope tomorrow is easier on you
i really hope it works out with your family
i hope you have a good day
hope you find what you are looking for
hoping for the best for you
rooting for you
fingers crossed for you
thinking of you
you are in my thoughts
praying for you
i will keep you in my prayers
god bless you
you are loved
there are people who love you
someone out there cares about you
i promise it gets easier
i promise you it is worth it to stay
it does get better with time
it will not always be like this
you will look back on this and be proud
you have made it this far
you have survived every bad day so far
you have come so far
you have so much life ahead of you
you are still young and there is time
you have a lot to offer
you are so much more than your illness
you look great
you are beautiful the way you are
you are smart and it shows in how you write
you are doing better than you think
you are allowed to feel this way
it is okay to cry
it is okay to not be okay
it is okay to ask for help
it is not your fault that he left
give yourself some credit
do not blame yourself
do not let them get to you
do not lose hope
never give up
stay with us a little longer
please keep talking to us
please call someone who loves you
please be safe
do not do it man
i would be your friend
i would love to be your friend
you can talk to me
hit me up if you get lonely
we can talk if it helps
let me know if you want company
reach out any time
vent as much as you need
you came to the right place
i am here to listen with no judgment
"""
_FELT = """
i am sorry
i am so sorry you are going through this
i am really sorry to hear about your dad
sorry for your loss
sorry you feel this way
sorry that happened to you
so sorry man
my condolences
i feel for you
i feel so bad for you
i feel terrible for you
it makes me sad to read this
this made me sad
reading this broke my heart
my heart hurts for you
my heart goes out to you
i am worried about you
i am concerned about you
i am scared for you
i care about you
i really care what happens to you
i love you
we love you
i love you stranger
i am proud of you
i am so proud of you for getting through the day
i am happy for you
i am so glad you are still with us
glad you made it
i am glad you told someone
i am angry for you
i would be sad if you were gone
it hurts me to see you hurting
i hate that this happened to you
i wish i could take it away from you
i wish i could be there and hold you
i am sorry you have to deal with that
i am sorry that your friends treat you like this
so sorry to hear this
very sorry for what you went through
i am sorry it has been so hard
i wish you did not have to feel this way
i wish there was something i could do to help you
i really feel for you and what you are going through
i feel sad that you have nobody to talk to
your post made me cry
that breaks my heart
i worry about you
i am really glad you posted this
i am glad that it worked out for you
i am so excited for you
i am rooting for you because i care
i have so much respect for you
i admire you for not giving up
"""
_CLAIMED = """
i understand
i understand you
i get it
i get you
i feel you
i hear you
i know that feeling
i know the feeling all too well
i know exactly how you feel
i know how that is
i can relate
i can relate to this so much
i relate to this
same here
same
me too
been there
i have been there
been there done that
i have been in your shoes
i am in the same boat
i am going through the same thing
this is me
this is exactly me
i feel the same way
you are not the only one who feels like that
"""
_UNDERSTOOD = """
you must be exhausted
you must feel so lonely
you sound really tired of fighting
you sound depressed
it sounds like you are under a lot of pressure
it sounds like you feel trapped
it seems like you are afraid to lose her
that must have been terrifying
that must hurt a lot
losing someone like that leaves a hole in you
being ignored by the people you love hurts
it is hard when nobody believes you
it is hard to get out of bed when you feel like that
it is frustrating to try so hard and get nothing back
of course you are angry
of course you are scared
no wonder you feel worn out
you feel guilty about it
you feel like nobody would notice
i went through the same thing last year
i went through something similar when my parents split up
i lost my brother two years ago and i still think of him every day
i was bullied in school too and it made me hate myself
i have had anxiety since i was a kid
i have been depressed for ten years
i have felt like this for as long as i can remember
i felt the same when i dropped out
i used to cut myself too
i used to lie awake every night and worry
i also feel empty most of the time
i also have no friends
i have the same problem with my family
i have no one to talk to either
i struggle with this every single day
i struggled with it for years
i cried every day after my breakup
i never leave the house anymore either
i hate myself most days too
i am the same way i push everyone away
i was where you are now three years ago
i tried to kill myself once
i was in the hospital for it too
for me it got worse at night
for me it was the loneliness
when i was your age i felt worthless as well
when my mom died i did not want to live
whenever i am around people i feel like an outsider
my depression makes me feel numb
my girlfriend left me and i felt like my life was over
my family does not understand me either
most days i do not want to wake up
sometimes i feel like i am just existing
sometimes i get so overwhelmed that i shut down
you are in so much pain that you can not see a way out
you want the pain to stop more than you want to die
you feel like you are letting everyone down
you just want somebody to notice
you are tired of pretending to be fine
you are grieving and that takes time
you are lonely and nobody seems to see it
you have been carrying this alone for so long
you have had a horrible year
i can tell that you love him a lot
i can see how that would make you anxious
i can imagine how empty the house feels now
it is normal to feel lost after a breakup
it is understandable that you do not trust people
it makes sense that you are afraid of going back
depression makes you believe that you are worthless
anxiety makes everything feel like a threat
feeling invisible is one of the worst feelings
being alone on your birthday hurts
that feeling of not belonging anywhere is awful
when you are depressed even small things take everything out of you
the worst part is that nobody can see what you are going through
i had the same thing happen with my best friend
i was in a similar place when i lost my job
i had to drop out because of my anxiety as well
i have been on and off medication for years too
i have been through a divorce and it nearly broke me
i have lost friends because of my depression
i have nobody either and it hurts every day
i know how hard it is to wake up and wish you had not
i know what it is like to be called lazy when you are sick
i know the feeling of being alone in a room full of people
i am in the same situation with my parents and it drives me crazy
i am also scared of the future
i am twenty five and i feel like i have wasted my life too
i do the same thing and then feel guilty for hours
i get like that too when i am stressed
i get these thoughts every night
i feel like that every day
i felt so ashamed after my attempt
i always feel like people are judging me too
i can not remember the last time i felt happy
i can not talk to people without shaking either
i spent years thinking that i was the problem
i thought i was the only one who did that
i used to feel that way until i got help
i used to be so angry at everyone
i still have days when i want to disappear
it took me years to get over my first love
it happened to me too and i was devastated
my dad was the same and i was terrified of him
my best friend killed himself and i blamed myself
mine started when i was fourteen
last year i was exactly where you are
after my mother died i could not eat
"""
_ASKED = """
do you feel safe right now
do you have someone you can be with tonight
how long have you been feeling like this
what makes you think that nobody likes you
why do you feel like a failure
what is it that scares you about it
are you still thinking about hurting yourself
did something happen at work that set it off
what did your mother say when you told her
do you feel like this all the time or only at night
is it the loneliness that bothers you most
how did that make you feel
what do you mean when you say you are done
why do you want to die
what is making you so anxious
have you always felt like this
what is making you feel this way
what happened that made you feel so hopeless
what makes today different
what do you feel when you are around them
what are you most afraid of
why do you think you are ugly
why do you hate yourself
why do you feel like you can not tell them
when did you start feeling like this
how long has this been going on
how long were you together
how do you feel about going back
do you have any friends you trust
do you live with your parents
do you know what triggers it
do you miss her or do you miss having someone
does your family know how bad it is
does it get worse at night
is there someone you can talk to about it
is there anything that still makes you happy
have you told anyone how you feel
have you felt this way before
have you been feeling worse lately
are you feeling alone
are you thinking of killing yourself
are you being bullied at school
was there something that triggered it
did she tell you why she left
is it school that is stressing you out
"""
_ASKED_ANYHOW = """
what happened
what is going on
what is wrong
what is up
why
how so
are you okay
are you ok
you okay
how are you doing
how are you now
want to talk
want to talk about it
do you want to talk
wanna talk
can you tell us more
what is bothering you
what is on your mind
what is the matter
how come
how are you feeling today
how is it going
you alright
everything okay
do you want to tell us about it
would you like to talk
want to chat
care to share
anything you want to talk about
"""
_NEITHER = """
you should see a therapist
you should talk to your doctor
talk to a professional
see a doctor and ask about your dose
call the hotline
go to the emergency room
try going for a walk every day
try meditation
get a hobby
get out of the house more
stop comparing yourself to others
just be yourself
find something that you enjoy
join a club
move out and find a job
eat well and sleep enough
delete your account
block her number
leave him
tell your parents
it takes about four weeks to work
it is a common side effect
it depends on the doctor
they can not force you to take it
most people never notice
everybody dies
life is not fair
people are stupid
nobody cares
everyone has problems
that is not how it works
that is just your opinion
it is called social anxiety
there is a book about that
there is a subreddit for that
here is the link
i do not know
i have no idea
i am not a doctor
i am on medication
i take it every morning
i think you should go
i would tell her the truth
i would not do that
if i were you i would leave
in my opinion you need help
the first step is to admit it
this is the wrong place to ask
why would you do that
why do you not just quit
have you tried exercise
have you seen a doctor
are you on medication
how old are you
where do you live
what country are you in
who cares
lol
nice
yes
no
thanks
thank you
i hope this helps
hope that helps
hope this makes sense
sorry for the long text
sorry for my english
sorry but that is wrong
sorry i can not help with that
good question
great post
i agree
i disagree
this
exactly
true
agreed
i love my dog
i love that song
i am glad i left that job
i was so happy with the results
thanks for the advice
thanks for the reply
i will try that
you should go to the hospital
you should leave her
you should tell someone
you need to get help
you need to talk to your doctor about it
you need to stop thinking about it
you have to love yourself first
you just have to do it
just do it
just talk to her
just wait a few weeks
do not drink when you take it
do not listen to them
make a list of what you want to do
write it down in a journal
start small and go for a run
go see a psychiatrist
go back to school
get a new job
get some sleep
exercise helps
therapy works for most people
medication is not for everyone
antidepressants take a while
it is a chemical imbalance
it could be bipolar
it sounds like a side effect
that sounds like an anxiety disorder
depression is a disease
suicide is not the answer
suicide is selfish
there are hotlines in every country
people will always judge
girls do not like that
he is just using you
she is not worth it
your parents are wrong
the world is a terrible place
life has no meaning
we all die in the end
i do not see the problem
i do not think that is true
why not
so what
what do you expect
what is the point
what meds are you on
what did the doctor say about the dose
what do you do for a living
have you tried therapy
have you considered medication
have you thought about moving out
can you afford a therapist
did you call the hotline
why do you not get a job
do you exercise
is this a joke
"""


def _each(mechanism: str, level: int, lines: str) -> tuple[tuple[str, int, str], ...]:
    return tuple((mechanism, level, line) for line in lines.strip().split("\n"))


SAID = (
    *_each("emotional_reaction", 1, _WARM),
    *_each("emotional_reaction", 2, _FELT),
    *_each("interpretation", 1, _CLAIMED),
    *_each("interpretation", 2, _UNDERSTOOD),
    *_each("exploration", 1, _ASKED_ANYHOW),
    *_each("exploration", 2, _ASKED),
    *_each("", 0, _NEITHER),
)

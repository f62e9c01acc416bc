// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/english.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/languages/form_groups.h"

namespace funnel::text {
namespace {

// A word and its forms that no ending leads to.
constexpr std::string_view kIrregular =
    // verbs
    "arise arose arisen|awake awoke awoken|become became|begin began begun|bend bent|"
    "bite bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|"
    "build built|burn burnt|buy bought|catch caught|choose chose chosen|cling clung|come came|"
    "creep crept|deal dealt|dig dug|do did done does|draw drew drawn|dream dreamt|drink drank "
    "drunk|"
    "drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|"
    "flee fled|fly flew flown|forbid forbade forbidden|foresee foresaw foreseen|"
    "forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten|"
    "give gave given|go went gone goes|grow grew grown|hang hung|hear heard|hide hid hidden|hold "
    "held|"
    "keep kept|kneel knelt|know knew known|lay laid|leap leapt|learn learnt|lend lent|"
    "light lit|lose lost|make made|mean meant|meet met|mislead misled|mistake mistook mistaken|"
    "misunderstand misunderstood|outgrow outgrew outgrown|overcome overcame|overdraw overdrawn|"
    "overhear overheard|override overrode overridden|oversee oversaw overseen|"
    "overtake overtook overtaken|overthrow overthrown|overwrite overwrote overwritten|"
    "partake partook|pay paid|prepay prepaid|prove proven|rebuild rebuilt|redo redid redone|"
    "redraw redrew redrawn|regrow regrown|remake remade|repay repaid|resell resold|retake retaken|"
    "rethink rethought|rewind rewound|rewrite rewrote rewritten|ride rode ridden|ring rang rung|"
    "rise risen|run ran|rerun reran|say said|see saw seen|seek sought|sell sold|send sent|"
    "resend resent|sew sewn|shake shook shaken|shine shone|show shown|shrink shrank shrunk|"
    "sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|smell smelt|speak spoken|"
    "speed sped|spell spelt|spend spent|spill spilt|spin spun|spoil spoilt|spring sprang sprung|"
    "stand stood|steal stole stolen|stick stuck|sting stung|stink stank stunk|strike struck|"
    "swear swore sworn|sweep swept|swell swollen|swim swam swum|swing swung|take took taken|"
    "teach taught|tear tore torn|tell told|think thought|throw threw thrown|"
    "understand understood|undertake undertook undertaken|undo undid undone|"
    "unfreeze unfroze unfrozen|unstick unstuck|uphold upheld|wake woke woken|wear wore worn|"
    "weave wove woven|weep wept|win won|withdraw withdrew withdrawn|withhold withheld|"
    "withstand withstood|wring wrung|write wrote written|"
    // nouns
    "mouse mice|person people|child children|man men|woman women|foot feet|tooth teeth|goose geese|"
    "louse lice|ox oxen|index indices|vertex vertices|matrix matrices|appendix appendices|"
    "criterion criteria|phenomenon phenomena|axis axes|radius radii|nucleus nuclei|"
    "stimulus stimuli|syllabus syllabi|bacterium bacteria|schema schemata|formula formulae|"
    "antenna antennae|vertebra vertebrae|hypothesis hypotheses|parenthesis parentheses|"
    "synopsis synopses|thesis theses|crisis crises|diagnosis diagnoses|oasis oases|knife knives|"
    "half halves|shelf shelves|wife wives|wolf wolves|loaf loaves|thief thieves|scarf scarves|"
    "quiz quizzes|craftsman craftsmen|businessman businessmen|policeman policemen|"
    "salesman salesmen|foreman foremen|chairman chairmen|";

// The American spelling and the others of it, where no rule below leads from one to the other.
constexpr std::string_view kSpellings =
    "gray grey|grayed greyed|graying greying|grays greys|grayscale greyscale|license licence|"
    "licenses licences|licensed licenced|licensing licencing|sublicense sublicence|"
    "defense defence|defenses defences|offense offence|offenses offences|pretense pretence|"
    "practice practise|practiced practised|practicing practising|practices practises|"
    "program programme|programs programmes|"
    "tire tyre|tires tyres|curb kerb|plow plough|skeptic sceptic|"
    "skeptical sceptical|mold mould|molds moulds|molded moulded|smolder smoulder|sulfur sulphur|"
    "jewelry jewellery|mustache moustache|cozy cosy|pajamas pyjamas|artifact artefact|"
    "artifacts artefacts|aging ageing|judgment judgement|judgments judgements|"
    "acknowledgment acknowledgement|acknowledgments acknowledgements|inquiry enquiry|"
    "inquiries enquiries|inquire enquire|inquired enquired|yogurt yoghurt|donut doughnut|"
    "gram gramme|grams grammes|kilogram kilogramme|advisor adviser|"
    "advisors advisers|sizable sizeable|likable likeable|movable moveable|usable useable|"
    "specialty speciality|aluminum aluminium|airplane aeroplane|"
    "focused focussed|focusing focussing|focuses focusses|biased biassed|targeted targetted|"
    "targeting targetting|benefited benefitted|benefiting benefitting|worshiped worshipped|"
    "dialed dialled|dialing dialling|dialer dialler|fueled fuelled|fueling fuelling|"
    "trialed trialled|trialing trialling|dueling duelling|skillful skilful|willful wilful|"
    "install instal|installment instalment|installments instalments|dispatch despatch|"
    "dispatched despatched|analyze analysis analyses analyse|maneuver manoeuvre|"
    "maneuvers manoeuvres|maneuvered manoeuvred|maneuvering manoeuvring|encyclopedia encyclopaedia|"
    "archeology archaeology|esthetic aesthetic|esthetics aesthetics|medieval mediaeval|"
    "orthopedic orthopaedic|pediatric paediatric|anesthetic anaesthetic|anemia anaemia|"
    "leukemia leukaemia|estrogen oestrogen|fetus foetus|diarrhea diarrhoea|cesium caesium|"
    "while whilst|among amongst|toward towards|afterward afterwards|mom mum|"
    "pedaling pedalling|connection connexion|omelet omelette|reflection reflexion|furor "
    "furore|omelets omelettes|"
    "fiber fibre|fibers fibres|caliber calibre|saber sabre|specter spectre|"
    "luster lustre|meager meagre|somber sombre|ocher ochre|theater theatre|theaters theatres|"
    "center centre|centers centres|centered centred|centering centring|recenter recentre|"
    "liter litre|liters litres|milliliter millilitre|milliliters millilitres|";

constexpr std::array<std::string_view, 30> kBeforeOur = {
    "arb",  "ard",  "arm",  "behavi", "cand", "clam",   "col",  "demean", "endeav", "fav",
    "ferv", "flav", "glam", "harb",   "hon",  "hum",    "lab",  "neighb", "od",     "parl",
    "ranc", "rig",  "rum",  "sav",    "savi", "splend", "succ", "tum",    "val",    "vap"};

/// Words in -ise (in -cise, -dise, ... where the letter before it says so) that nobody writes with
/// a z.
bool KeepsIse(std::string_view stem) {
  constexpr std::array kWhole = {"r",     "ar",      "pr",       "repr",  "appr", "upr",  "sunr",
                                 "moonr", "highr",   "an",       "prem",  "dem",  "surm", "prom",
                                 "chem",  "comprom", "merchand", "parad", "adv",  "trem", "mort",
                                 "chast", "val",     "dev",      "rev"};
  constexpr std::array kEnds = {"erpr", "ompr", "urpr", "ert",   "reat", "erch",    "anch",
                                "sp",   "w",    "erv",  "mprov", "elev", "exerc",   "exc",
                                "inc",  "prec", "conc", "mc",    "orc",  "merchand"};
  if (stem.empty()) return true;
  if (std::string_view("aeiou").find(stem.back()) != std::string_view::npos) return true;
  return std::find(kWhole.begin(), kWhole.end(), stem) != kWhole.end() ||
         std::any_of(kEnds.begin(), kEnds.end(),
                     [&](std::string_view end) { return stem.ends_with(end); });
}

/// "organised" -> "organized", "analysing" -> "analyzing".
bool SpellIse(std::string& word) {
  constexpr std::array<std::string_view, 11> kAfter = {
      "e", "ed", "es", "er", "ers", "ing", "able", "ability", "ation", "ations", "ational"};
  for (const std::string_view after : kAfter) {
    if (!word.ends_with(after)) continue;
    const std::size_t s = word.size() - after.size() - 1;
    if (word.size() < after.size() + 4 || word[s] != 's') continue;
    const std::string_view stem = std::string_view(word).substr(0, s - 1);
    const bool verb = word[s - 1] == 'i' && stem.size() >= 3 && !KeepsIse(stem);
    const bool lyse = word[s - 1] == 'y' && stem.ends_with('l') && !after.starts_with('a');
    if (!verb && !lyse) continue;
    word[s] = 'z';
    return true;
  }
  return false;
}

/// "colours" -> "colors", "behavioural" -> "behavioral".
bool SpellOur(std::string& word) {
  const std::size_t our = word.find("our");
  if (our == std::string::npos || our == 0) return false;
  const std::string_view before = std::string_view(word).substr(0, our);
  const auto ends = [&](std::string_view root) {
    // Two letters are too few to know a root behind others by.
    return root.size() > 2 ? before.ends_with(root) : before == root;
  };
  if (std::none_of(kBeforeOur.begin(), kBeforeOur.end(), ends)) return false;
  word.erase(our + 1, 1);
  return true;
}

/// "catalogues" -> "catalogs", "dialogue" -> "dialog".
bool SpellLogue(std::string& word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kEnds = {
      {{"logue", "log"}, {"logues", "logs"}, {"logued", "loged"}, {"loguing", "loging"}}};
  for (const auto& [from, to] : kEnds) {
    if (!word.ends_with(from) || word.size() < from.size() + 2) continue;
    word.replace(word.size() - from.size(), from.size(), to);
    return true;
  }
  return false;
}

/// "kilometres" -> "kilometers".
bool SpellMetre(std::string& word) {
  const bool many = word.ends_with("metres");
  if (!many && !word.ends_with("metre")) return false;
  word.replace(word.size() - (many ? 3 : 2), many ? 3 : 2, many ? "ers" : "er");
  return true;
}

}  // namespace

std::string EnglishForm(std::string_view word) {
  static const FormGroups spellings(kSpellings);
  static const FormGroups irregular(kIrregular);
  std::string form = WithoutMarks(word);
  std::string owner;
  if (form.ends_with("'s")) {
    owner = "'s";
    form.resize(form.size() - 2);
  }
  if (const std::string_view first = irregular.FirstOf(form); !first.empty()) {
    form = first;
  } else if (const std::string_view american = spellings.FirstOf(form); !american.empty()) {
    form = american;
  } else {
    SpellOur(form);
    SpellIse(form) || SpellLogue(form) || SpellMetre(form);
  }
  return form + owner;
}

}  // namespace funnel::text

// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/irregular.h"

#include <algorithm>
#include <array>

#include "indexer/text/languages/form_groups.h"

namespace funnel::text {
namespace {

// Verbs of support texts: the infinitive and the forms that no ending leads to it from. The forms
// of separable verbs follow from these.
constexpr std::string_view kGerman =
    "beginnen begann begonnen beginnt|bieten geboten|binden gebunden|brechen bricht brach "
    "gebrochen|bringen brachte gebracht|denken dachte gedacht|empfangen empfing empfängt|fahren "
    "fährt fuhr|fallen fällt fiel|finden fand gefunden|fliegen flog geflogen|frieren fror friert "
    "gefroren|geben gibt gab gegeben|gehen ging gegangen|greifen gegriffen|halten hält hielt "
    "gehalten|hängen hängt hing gehangen|heben hob gehoben|helfen hilft half geholfen|klingen "
    "geklungen|kommen kam gekommen|laden lädt lud geladen|lassen lässt liess gelassen|laufen "
    "läuft lief gelaufen|leihen lieh geliehen|lesen liest las gelesen|liegen lag gelegen|messen "
    "misst gemessen|nehmen nimmt nahm genommen|nennen nannte genannt|reissen gerissen|rufen rief "
    "gerufen|scheinen schien geschienen|schieben schob geschoben|schlagen schlägt schlug "
    "geschlagen|schliessen schliesst geschlossen|schneiden geschnitten|schreiben schreibt "
    "schrieb geschrieben|sehen sieht sah gesehen|senden sandte gesandt|sinken sank gesunken|"
    "springen sprang gesprungen|stehen steht gestanden|steigen stieg gestiegen|sterben stirbt "
    "starb gestorben|stossen stösst stiess gestossen|streichen gestrichen|tragen trägt trug "
    "getragen|treffen trifft traf getroffen|treten tritt trat getreten|tun getan|wachsen wächst "
    "wuchs gewachsen|weisen wies gewiesen|wenden wandte gewandt|werfen wirft warf geworfen|"
    "wissen wusste gewusst|ziehen zieht zog gezogen|behalten behält behielt|bekommen bekam|"
    "beschreiben beschrieb|besitzen besass besessen|beziehen bezog bezogen|entladen entlädt "
    "entlud|entscheiden entschied entschieden|enthalten enthält enthielt|erhalten erhält erhielt|"
    "erscheinen erschien erschienen|erkennen erkannte erkannt|gewinnen gewann gewonnen|"
    "überschreiben überschrieb|überschreiten überschritt überschritten|unterbrechen unterbricht "
    "unterbrach unterbrochen|verbinden verbunden verbindet|verbieten verbot verboten|vergessen "
    "vergisst vergass|vergleichen verglich verglichen|verlassen verlässt verliess|verlieren "
    "verlor verloren verliert|vermeiden vermied vermieden|verschieben verschob verschoben|"
    "verschwinden verschwand verschwunden verschwindet|verstehen verstand verstanden|verweisen "
    "verwies verwiesen|zerbrechen zerbrach zerbrochen|zerreissen zerriss zerrissen";

// Forms that are nouns where no prefix stands before them.
constexpr std::string_view kGermanBehindPrefix =
    "fahren gefahren|fallen gefallen|bieten bot|binden band|greifen griff|schliessen schloss|"
    "schneiden schnitt|stehen stand";

constexpr std::string_view kSpanish =
    "abrir abierto abierta abiertos abiertas|aparecer aparezco aparezca|caer cayó caído caigo|"
    "cerrar cierra cierro cierran|comenzar comienza comienzan|conectar conecté|conducir conduzco "
    "condujo|configurar configuré|cubrir cubierto cubierta|decir dice dijo dicho digo|deshacer "
    "deshecho deshizo|devolver devuelve devuelto devuelta|dormir duerme durmió|elegir elige "
    "eligió elijo|empezar empieza empiezan|encender enciende encienden enciendo|encontrar "
    "encuentra encuentro encuentran|entender entiende entiendo|envolver envuelto|escribir "
    "escrito escrita escritos escritas|fallar fallé|funcionar funcionó|hacer hace hago hizo "
    "hicieron hecho hecha hechos hechas|imprimir impreso impresa impresos impresas|instalar "
    "instalé|jugar juega juegan|leer leyó leído|medir mide midió|morir muere murió muerto|"
    "mostrar muestran muestre|mover mueve mueven|oír oye oyó oído|pedir pide piden pidió|perder "
    "pierde pierden pierdo|poder puedo puede pueden podemos pudo podía podrá|poner pone pongo "
    "puso|probar prueban|producir produzco produjo|querer quiero quiere quieren quiso|reconocer "
    "reconozco reconozca|resolver resuelve resuelto resuelta|romper roto rota rotos rotas|saber "
    "supo sabía|salir salgo sale salió|seguir sigue siguen siguió sigo|sentir siente sintió|"
    "servir sirve sirven sirvió|tener tengo tiene tienen tuvo|traer traigo trajo traído|venir "
    "vengo viene vino|ver veo vio visto|volver vuelve vuelven vuelto";

constexpr std::string_view kFrench =
    "apparaître apparaît apparaissent apparu|apprendre apprends apprend appris apprenez|appuyer "
    "appuie appuient|atteindre atteint atteignez|boire bois boit bu|connaître connais connaît "
    "connu|construire construit|convaincre convaincu|couvrir couvre couvert couverte|croire "
    "crois croit cru|découvrir découvre découvert|devenir devient deviennent devenu|devoir dois "
    "doit doivent dû|disparaître disparaît disparaissent disparu disparue|dire dis dit disent|"
    "écrire écris écrit écrite écrits écrivez|éteindre éteint éteinte éteints éteignez|envoyer "
    "envoie envoient enverra|essayer essaie essaient|faire fais font faite faites fera|inscrire "
    "inscrit inscrite inscrivez|interdire interdit|introduire introduit|lire lis lu lue lisez|"
    "maintenir maintient maintenu|mettre mets met mis mise mises mettez|obtenir obtient obtiens "
    "obtenu obtenue obtenez|offrir offert offerte|ouvrir ouvre ouvert ouverte ouverts ouvertes "
    "ouvrent|perdre perds perd perdu perdue|permettre permet|peindre peint|plaire plaît plu|"
    "pouvoir peux peut peuvent pu pourra pouvez|prendre prends prend pris prennent|produire "
    "produisez|recevoir reçois reçoit reçu reçue reçus reçues|reconnaître reconnaît reconnu "
    "reconnue|remettre remet remis remise|rompre rompu|savoir sais sait su sachez|souscrire "
    "souscrit|soumettre soumet soumis soumise|suivre suivi|supprimer supprimé|tenir tient tenu|"
    "traduire traduit|transmettre transmet transmis transmise|valoir vaut valu|venir viens vient "
    "venu venue|vivre vit vécu|voir vois voit vu|vouloir veux veut veulent voulu voulez";

constexpr std::array<std::string_view, 32> kSeparable = {
    "herunter", "zusammen", "zurück", "hinunter", "wieder", "weiter", "herauf", "heraus",
    "hinein",   "hinaus",   "hinzu",  "herein",   "runter", "hinten", "durch",  "fort",
    "nach",     "hoch",     "fest",   "bereit",   "aus",    "auf",    "ein",    "mit",
    "vor",      "weg",      "los",    "her",      "ab",     "an",     "um",     "zu"};
constexpr std::string_view kGe = "ge", kZu = "zu";

std::string_view Without(std::string_view word, std::string_view beginning) {
  return word.substr(std::min(beginning.size(), word.size()));
}

/// The infinitive of a weak verb's participle without its "ge": "schaltet", "zeigte" (inflected).
std::string OfWeakParticiple(std::string_view rest) {
  for (const std::string_view ending : {"en", "er", "es", "em", "e"}) {
    if (rest.size() > ending.size() + 1 && rest.ends_with(ending) &&
        rest[rest.size() - ending.size() - 1] == 't') {
      rest.remove_suffix(ending.size());
      break;
    }
  }
  constexpr std::size_t kShortestStem = 3;
  if (!rest.ends_with('t') || rest.ends_with("heit") || rest.ends_with("keit")) return {};
  rest.remove_suffix(1);
  if (rest.ends_with("te") || rest.ends_with("de")) rest.remove_suffix(1);
  return rest.size() < kShortestStem ? std::string() : std::string(rest) + "en";
}

/// An adjective's ending that a participle in -en may have.
std::string_view WithoutEnding(std::string_view word) {
  for (const std::string_view ending : {"ene", "ener", "enes", "enem", "enen"}) {
    if (word.ends_with(ending)) return word.substr(0, word.size() - ending.size() + 2);
  }
  return word;
}

std::string GermanForm(std::string_view word) {
  static const FormGroups strong(kGerman);
  static const FormGroups behind_prefix(kGermanBehindPrefix);
  const std::string_view form = WithoutEnding(word);
  if (const std::string_view first = strong.FirstOf(form); !first.empty()) {
    return std::string(first);
  }
  for (const std::string_view prefix : kSeparable) {
    if (!word.starts_with(prefix)) continue;
    std::string infinitive(strong.FirstOf(Without(form, prefix)));
    if (infinitive.empty()) infinitive = behind_prefix.FirstOf(Without(form, prefix));
    const std::string_view verb = Without(word, prefix);
    if (infinitive.empty() && verb.starts_with(kGe)) {
      infinitive = OfWeakParticiple(Without(verb, kGe));
    }
    constexpr std::size_t kShortestVerb = 5;
    if (infinitive.empty() && verb.starts_with(kZu) && verb.size() >= kZu.size() + kShortestVerb &&
        verb.ends_with("en") && !verb.ends_with("ungen")) {
      infinitive = Without(verb, kZu);
    }
    if (!infinitive.empty()) return std::string(prefix) + infinitive;
  }
  return std::string(word);
}

std::string FirstOr(const FormGroups& groups, std::string_view word) {
  const std::string_view first = groups.FirstOf(word);
  return std::string(first.empty() ? word : first);
}

}  // namespace

std::string RegularForm(std::string_view word, std::string_view algorithm) {
  if (algorithm == "german") return GermanForm(word);
  if (algorithm == "spanish") {
    static const FormGroups spanish(kSpanish);
    return FirstOr(spanish, word);
  }
  if (algorithm == "french") {
    static const FormGroups french(kFrench);
    return FirstOr(french, word);
  }
  return std::string(word);
}

}  // namespace funnel::text

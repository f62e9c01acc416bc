// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/irregular.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/text/languages/stemmer.h"

namespace funnel::text {
namespace {

TEST_CASE("RegularForm: the forms of a verb have one stem") {
  const struct {
    std::string lang;
    std::vector<std::string> forms;
  } rows[] = {
      {"de", {"einschalten", "eingeschaltet", "eingeschaltete", "einzuschalten"}},
      {"de", {"einrichten", "eingerichtet", "einzurichten"}},
      {"de", {"anzeigen", "angezeigt", "angezeigte", "anzuzeigen"}},
      {"de", {"abbrechen", "abgebrochen", "abgebrochener", "abzubrechen"}},
      {"de", {"einfrieren", "eingefroren"}},
      {"de", {"herunterladen", "heruntergeladen", "herunterzuladen", "heruntergeladene"}},
      {"de", {"zurücksetzen", "zurückgesetzt", "zurückzusetzen"}},
      {"de", {"anschliessen", "angeschlossen", "angeschlossene", "anschloss"}},
      {"de", {"verbinden", "verbunden", "verbindet", "verbundene"}},
      {"de", {"verlieren", "verloren", "verlor"}},
      {"de", {"hängen", "hängt", "hing"}},
      {"es", {"romper", "roto", "rota"}},
      {"es", {"poder", "puedo", "pueden"}},
      {"es", {"encontrar", "encuentra"}},
      {"es", {"abrir", "abierto", "abiertos"}},
      {"fr", {"ouvrir", "ouvert", "ouvre"}},
      {"fr", {"recevoir", "reçu", "reçoit"}},
      {"fr", {"pouvoir", "peut", "peux"}},
      {"fr", {"éteindre", "éteint", "n'éteint"}},
  };
  Stemmers stemmers;
  for (const auto& row : rows) {
    for (const std::string& form : row.forms) {
      CAPTURE(form);
      CHECK(stemmers.Stem(form, Script::kLatin, row.lang) ==
            stemmers.Stem(row.forms.front(), Script::kLatin, row.lang));
    }
  }
}

TEST_CASE("RegularForm: other words stay as they are") {
  for (const char* word : {"angebot",
                           "angebote",
                           "ausgabe",
                           "umgebung",
                           "umgebungen",
                           "eingang",
                           "eingeben",
                           "ausgeben",
                           "vorgehen",
                           "angelegenheit",
                           "angelegenheiten",
                           "zugehörigkeit",
                           "gefahren",
                           "gefahr",
                           "anzug",
                           "auszug",
                           "auszügen",
                           "einzugsermächtigungen",
                           "bot",
                           "stand",
                           "schloss",
                           "weiss",
                           "zugang",
                           "zugeben",
                           "ebene",
                           "ebenen",
                           "offene",
                           "ein",
                           "an",
                           "zu"}) {
    CAPTURE(word);
    CHECK(RegularForm(word, "german") == word);
  }
  for (const char* word : {"cuenta", "vista", "prueba", "muestra", "puesto", "archivo"}) {
    CHECK(RegularForm(word, "spanish") == word);
  }
  for (const char* word : {"produit", "vue", "offre", "prise", "fichier"}) {
    CHECK(RegularForm(word, "french") == word);
  }
  CHECK(RegularForm("roto", "italian") == "roto");
}

}  // namespace
}  // namespace funnel::text

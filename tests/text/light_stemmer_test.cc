// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/light_stemmer.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace funnel::text {
namespace {

TEST_CASE("LightStem: the forms of a word have one stem") {
  struct Case {
    const char* lang;
    const char* stem;
    std::vector<const char*> forms;
  };
  const std::vector<Case> cases = {
      {"pl",
       "konfigur",
       {"konfiguruj", "konfigurować", "konfigurowania", "konfigurowanie", "konfiguracja",
        "konfiguracji", "konfigurowany"}},
      {"pl", "drukark", {"drukarka", "drukarki", "drukarkami"}},
      {"cs", "nastav", {"nastavit", "nastavení", "nastavením", "nastavte", "nastavený"}},
      {"sk", "nastav", {"nastaviť", "nastavenie", "nastavenia"}},
      {"sl", "nastav", {"nastaviti", "nastavite", "nastavil"}},
      {"hr", "konfigur", {"konfigurirati", "konfiguriranje", "konfiguracija", "konfiguracije"}},
      {"sr-Latn", "korisnik", {"korisnik", "korisnika", "korisnikom"}},
      {"uk", "налашт", {"налаштувати", "налаштування", "налаштуванням", "налаштуйте"}},
      {"bg",
       "потребител",
       {"потребител", "потребителя", "потребителят", "потребители", "потребителите"}},
      {"lv", "lietotāj", {"lietotājs", "lietotāja", "lietotājiem", "lietotājam"}},
      {"et", "kont", {"konto", "kontode", "kontot"}},
      {"he", "גדר", {"הגדרות", "בהגדרות", "ובהגדרות", "הגדרה"}},
  };
  for (const Case& c : cases) {
    for (const char* form : c.forms) {
      CAPTURE(form);
      CHECK(text::LightStem(form, c.lang) == c.stem);
    }
  }
}

TEST_CASE("LightStem: short words and words of other languages stay") {
  CHECK(text::LightStem("dom", "pl") == "dom");
  CHECK(text::LightStem("dla", "pl") == "dla");
  CHECK(text::LightStem("", "pl") == "");
  CHECK(text::LightStem("konfiguracja", "vi") == "konfiguracja");
  CHECK(text::LightStem("konfiguracja", "") == "konfiguracja");
}

}  // namespace
}  // namespace funnel::text

// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/learn/glossary.h"
#include "indexer/learn/learn.h"
#include "tests/server/server_fixture.h"

namespace funnel::test {

TEST_CASE("Pages and API: hits found by translation say so, from the next request on") {
  const TestServer server;
  const std::string query = "?q=%E0%A4%95%E0%A4%A4%E0%A4%BE%E0%A4%B0&lang=hi";  // कतार: queue
  CHECK(ParseJson(server.Get("/v1/search" + query).body)["hits"].Empty());

  std::vector<std::string> errors;
  const learn::Glossary glossary =
      learn::ReadGlossary("en : hi\nqueue : कतार\n", "terms.txt", errors);
  REQUIRE(errors.empty());
  REQUIRE(learn::Learn(server.kb(), glossary, {[](auto...) {}, [] { return false; }}).has_value());

  const auto json = ParseJson(server.Get("/v1/search" + query).body);
  REQUIRE(!json["hits"].Empty());
  const auto& hit = json["hits"][0];
  CHECK(std::string(hit["lang"].GetString()) == "en");
  REQUIRE(hit.HasMember("translated"));
  CHECK(hit["translated"].GetBool());
  const std::string page = server.Get("/search" + query).body;
  CHECK(page.find("आपकी खोज का अनुवाद करके मिला") != std::string::npos);
  CHECK(server.Get("/search?q=queue&lang=en").body.find("translating your search") ==
        std::string::npos);
}

}  // namespace funnel::test

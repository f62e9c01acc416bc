// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/identifiers.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {
namespace {

/// The terms in order; '!' stands behind error codes.
std::string Terms(const std::string& text, bool query = false) {
  std::string line;
  for (const text::Identifier& found :
       text::FindIdentifiers(icu::UnicodeString::fromUTF8(text), query)) {
    line += (line.empty() ? "" : " ") + found.term + (found.error_code ? "!" : "");
  }
  return line;
}

TEST_CASE("Identifiers: each writing of a code gives one term") {
  const struct {
    std::string text, terms;
  } rows[] = {
      {"0x80070005", "0x80070005!"},
      {"0X80070005", "0x80070005!"},
      {"80070005", "0x80070005!"},
      {"-2147024891", "0x80070005! 2147024891"},
      {"2147942405", "0x80070005! 2147942405"},
      {"0x5", "0x00000005!"},
      {"0x123456789AB", "0x123456789ab!"},
      {"TM-1207", "tm1207! 1207"},
      {"TM1207", "tm1207! 1207"},
      {"TM_1207", "tm1207! 1207"},
      {"tm-1207", "tm1207 1207"},
      {"E-02", "e2"},
      {"E2", "e2"},
      {"ORA-00600", "ora600! 600"},
      {"ORA-600", "ora600!"},
      {"00600", "600"},
      {"KB2919355", "kb2919355! 2919355"},
      {"AADSTS50011", "aadsts50011! 50011"},
      {"12345678", "12345678"},
      {"42", ""},
      {"404", "404"},
      {"-5", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Terms(row.text) == row.terms);
  }
}

TEST_CASE("Identifiers: versions, names, paths and addresses") {
  const struct {
    std::string text, terms;
  } rows[] = {
      {"v5.3.2", "5.3.2 5.3"},
      {"5.3", "5.3"},
      {"10.0.19041.1", "10.0.19041.1 10.0 0.19041.1"},
      {"5.2-5.4", "5.2 5.4"},
      {"v5.2-v5.4.1", "5.2 5.4.1 5.4"},
      {"5.2.x", "5.2"},
      {"v4.0.0-rc1", "4.0.0rc1 4.0.0 4.0"},
      {"4.0.0rc1", "4.0.0rc1 4.0.0 4.0"},
      {"python3.11", "python3.11 3.11"},
      {"node-v18.12.1-x64.msi", "nodev18.12.1x64.msi 18.12.1 18.12"},
      {"System.IO.Path", "system.io.path path"},
      {"System.IO.FileNotFoundException", "system.io.filenotfoundexception filenotfoundexception"},
      {"winhttp.dll", "winhttp.dll"},
      {"FileNotFoundException", "filenotfoundexception"},
      {"ERR_CONNECTION_RESET", "err_connection_reset"},
      {"Get-ADUser", "get-aduser"},
      {"well-known", ""},
      {"AC-12485_Fix.zip", "ac12485_fix.zip ac12485! 12485"},
      {"C++ and C# on .NET", "c++ c# .net"},
      {"user@example.com", "user@example.com example.com"},
      {"https://a.example/b/c.html", "a.example/b/c.html a.example c.html"},
      {"https://a.example/", "a.example"},
      {"C:\\Temp\\x.log", "c:\\temp\\x.log x.log"},
      {"/etc/cups/cupsd.conf", "/etc/cups/cupsd.conf cupsd.conf conf"},
      {"The printer is offline.", ""},
      {"เปิด winhttp.dll ใหม่", "winhttp.dll"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Terms(row.text) == row.terms);
  }
}

TEST_CASE("Identifiers: a query may set letters and digits apart") {
  const struct {
    std::string text, document, query;
  } rows[] = {
      {"kb 2919355", "2919355", "kb2919355 2919355"},
      {"KB 2919355", "kb2919355 2919355", "kb2919355 2919355"},
      {"error 404", "404", "error404 404"},
      {"KB 12", "", ""},
      {"printing 2919355", "2919355", "2919355"},
      {"get-aduser", "", "get-aduser"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Terms(row.text) == row.document);
    CHECK(Terms(row.text, true) == row.query);
  }
}

TEST_CASE("Identifiers: keys, addresses and numbers in groups are one with those without") {
  const struct {
    std::string text, terms;
  } rows[] = {
      {"QX7F-22LM-88KD", "qx7f22lm88kd"},
      {"qx7f22lm88kd", "qx7f22lm88kd"},
      {"4111-2222-3333", "411122223333"},
      {"10-12", "10-12"},
      {"00:11:22:33:FF:AA", "00112233ffaa"},
      {"00-11-22-33-ff-aa", "00112233ffaa"},
      {"0011.2233.ffaa", "00112233ffaa"},
      {"00112233FFAA", "00112233ffaa"},
      {"00:11:22:33:44:55", "1122334455"},
      {"001122334455", "1122334455"},
      {"10:30:15", ""},
      {"10,000 rows", "10000"},
      {"10.000", "10.000 10000"},
      {"10 000", "10000"},
      {"10'000", "10000"},
      {"1,00,000", "100000"},
      {"12,34,56,789", "123456789 789"},
      {"1,234.56", "1234 234.56"},
      {"10,20", ""},
      {"0,125", "125"},
      {"(212) 555-0147", "212 2125550147 5550147"},
      {"212 555 0147", "212 2125550147 555 147"},
      {"+44 (0)20 7946 0958", "4402079460958 2079460958 7946 958"},
      {"16 GB", "16gb"},
      {"16GB", "16gb"},
      {"2.4 GHz", "2.4 2.4ghz"},
      {"10,000 mAh", "10000 10000mah mah"},
      {"2 to 3", ""},
      {"5 a day", ""},
      {"192.168.100.200", "192.168.100.200 192.168 168.100.200"},
      {"2024-01-15", "20240115"},
      {"15.01.2024", "15.01.2024 15.01"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Terms(row.text) == row.terms);
  }
  CHECK(Terms("+12125550147", true) == "12125550147 2125550147 125550147 25550147");
}

TEST_CASE("Identifiers: know where they stand") {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8("é System.IO.FileNotFound x");
  const auto found = text::FindIdentifiers(text, false);
  REQUIRE(found.size() == 2);
  CHECK(text.tempSubStringBetween(found[0].begin, found[0].end) == "System.IO.FileNotFound");
  CHECK(text.tempSubStringBetween(found[1].begin, found[1].end) == "FileNotFound");
}

TEST_CASE("Identifiers: data is no name, whatever its length") {
  CHECK(Terms("a." + std::string(300, 'b')).empty());
  CHECK(Terms("a." + std::string(100, 'b')).size() > 200);
  CHECK(Terms(std::string(100'000, '-')).empty());
}

TEST_CASE("Identifiers: the parts of CamelCase") {
  const struct {
    std::string word, parts;
  } rows[] = {
      {"FileNotFoundException", "File|Not|Found|Exception"},
      {"HTTPServer", "HTTP|Server"},
      {"winHttp", "win|Http"},
      {"Printer", ""},
      {"PRINTER", ""},
      {"", ""},
  };
  for (const auto& row : rows) {
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(row.word);
    std::string parts;
    for (const auto& [begin, end] : text::CamelParts(text, 0, text.length())) {
      if (!parts.empty()) parts += '|';
      text.tempSubStringBetween(begin, end).toUTF8String(parts);
    }
    CHECK(parts == row.parts);
  }
}

}  // namespace
}  // namespace funnel

// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_syntax.h"

#include <doctest/doctest.h>

#include <string>

#include "funnel/searcher.h"

namespace funnel {
namespace {

/// What a query asks, "+[phrase]" and "-[exclusion]" behind it, "!" where it is nothing but
/// phrases.
std::string Read(const std::string& query) {
  const query::ParsedQuery parsed = query::ParseQuery(query);
  std::string line;
  for (std::size_t at = 0; at < parsed.text.size(); ++at) {
    const bool space = parsed.text[at] == ' ' && (line.empty() || line.back() == ' ');
    if (!space) line.push_back(parsed.text[at]);
  }
  while (line.ends_with(' ')) line.pop_back();
  for (const std::string& phrase : parsed.phrases) line += " +[" + phrase + "]";
  for (const query::Exclusion& excluded : parsed.excluded) {
    line += excluded.quoted ? " -\"" : " -[";
    line += excluded.text + (excluded.quoted ? "\"" : "]");
  }
  return line + (parsed.only_phrases ? " !" : "");
}

struct Row {
  const char* query;
  const char* read;
};

TEST_CASE("ParseQuery: what a person excludes") {
  const Row rows[] = {
      {"scanner -offline", "scanner -[offline]"},
      {"scanner -offline -wlan", "scanner -[offline] -[wlan]"},
      {"-offline scanner", "scanner -[offline]"},
      {"jaguar -car top speed", "jaguar top speed -[car]"},
      {"scanner -offline?", "scanner -[offline]"},
      {"scanner -\"paper jam\"", "scanner -\"paper jam\""},
      {"scanner -“paper jam” tray", "scanner tray -\"paper jam\""},
      {"mail -office365", "mail -[office365]"},
      {"mail -2fa", "mail -[2fa]"},
      {"projects -C++", "projects -[C++]"},
      {"projects -.NET", "projects -[.NET]"},
      {"projects -node.js", "projects -[node.js]"},
      {"network -wi-fi", "network -[wi-fi]"},
      {"network -TCP/IP", "network -[TCP/IP]"},
      {"update -10.0.19041", "update -[10.0.19041]"},
      {"update -KB5034441", "update -[KB5034441]"},
      {"コピー機　-トナー", "コピー機　 -[トナー]"},
      {"コピー機　－トナー", "コピー機　 -[トナー]"},
      {"コピー機 －「両面 印刷」", "コピー機 -\"両面 印刷\""},
      {"scanner −offline", "scanner -[offline]"},
      {"scanner\u00A0-offline", "scanner\u00A0 -[offline]"},
      {"打印机 -卡纸", "打印机 -[卡纸]"},
      {"스캐너 -용지", "스캐너 -[용지]"},
      {"сканер -бумага", "сканер -[бумага]"},
      {"เครื่องสแกน -กระดาษ", "เครื่องสแกน -[กระดาษ]"},
      {"OneDrive -SharePoint", "OneDrive -[SharePoint]"},
      {"Wi-Fi -Bluetooth", "Wi-Fi -[Bluetooth]"},
      {"npm -yarn", "npm -[yarn]"},
      {"settings > display -scaling", "settings > display -[scaling]"},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(Read(row.query) == row.read);
  }
}

TEST_CASE("ParseQuery: a minus before a number excludes years and versions, nothing else") {
  const Row rows[] = {
      {"office -2016", "office -[2016]"},
      {"Office 2019 -2016 -2013", "Office 2019 -[2016] -[2013]"},
      {"tax report -2024", "tax report -[2024]"},
      {"経費 －2016", "経費 -[2016]"},
      {"office －２０１６", "office -[２０１６]"},
      {"install office -2016 offline", "install office offline -[2016]"},
      {"windows -10", "windows -[10]"},
      {"Windows 11 -10 printer", "Windows 11 printer -[10]"},
      {"iphone 15 -14 −13", "iphone 15 -[14] -[13]"},
      {"python -2.7", "python -[2.7]"},
      {"reset android -९", "reset android -[९]"},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(Read(row.query) == row.read);
  }
  const char* const texts[] = {"-10 degrees",
                               "windows -10 degrees",
                               "outside -10 °C",
                               "fridge -18",
                               "error -50",
                               "itunes -50",
                               "sql server -2",
                               "exchange -510",
                               "usb -71",
                               "excel round -2",
                               "itunes -3256",
                               "finder -36",
                               "keychain error -25244",
                               "Errno -9997",
                               "returns -1",
                               "exit code -2016",
                               "error: -2016",
                               "SQLCODE -803",
                               "ORA -1017",
                               "range 5 -10",
                               "pages 20 -30",
                               "May -2016",
                               "12 -2016",
                               "-2016",
                               "-2016 office",
                               "Index of target if found, -1 if not found",
                               "score 3 -1",
                               "volume -6 dB",
                               "hv_storvsc: probe of vmbus_3 failed with error -110",
                               "fee -1,000",
                               "mailbox -20000",
                               "température -5",
                               "温度 -5",
                               "lỗi -2016",
                               "call +49 -30 -1234",
                               "Start: Tue, 30 Aug 2016 17:58:56 -0700"};
  for (const char* text : texts) {
    CAPTURE(std::string(text));
    const std::string read = Read(text);
    CHECK(read.find(" -[") == std::string::npos);
  }
}

TEST_CASE("ParseQuery: where a minus is text, the whole line stays as it is") {
  const char* const rows[] = {
      "kubectl apply -f site.yaml --prune -l tier=web",
      "kubectl get pods -owide --all-namespaces -frontend",
      "tar -xzf backup.tar",
      "sudo systemctl -failed",
      "ls -la",
      "find . -name core",
      "ping -t printer",
      "msiexec /i setup.msi -quiet",
      "setup.exe -silent",
      "Get-Mailbox -Identity meeting-room",
      "docker run -it ubuntu && reboot",
      "copy <source> -verbose",
      "IssuePfx -Generic Exception",
      "W: -sitemap: no connection to the server",
      "disk check: pass -first failed on block",
      "[12:04] worker -slow stopped",
      "HttpInitialize failed ( -access denied",
      "code -2147024891",
      "mailbox -1,000",
      "temperature −5",
      "2016341112 -device is busy while the profile is sent",
      "Bearbeiten von Listen und -gruppen",
      "Mikrofons, -lautsprechers oder der Kamera",
      "verwijder lijsten en -groepen",
      "low -> high",
      "a - b",
      "run --force",
      "e-mail well-known",
      "ปัญหาการเปิดใช้งาน -บัญชีอื่นลงชื่อเข้าใช้อยู่แล้ว",
      "-offline",
      "-offline -\"paper jam\"",
      "line one\n-second \"line\"",
  };
  for (const char* row : rows) {
    CAPTURE(std::string(row));
    CHECK(Read(row) == row);
  }
  const std::string log = std::string(kMaxQueryBytes, 'x') + " \"quoted phrase\" -minus";
  CHECK(Read(log) == log);
}

TEST_CASE("ParseQuery: quotation marks of all writings") {
  const Row rows[] = {
      {"\"paper jam\"", "paper jam +[paper jam] !"},
      {"“paper jam”", "paper jam +[paper jam] !"},
      {"„Papier fehlt“", "Papier fehlt +[Papier fehlt] !"},
      {"„Papier fehlt”", "Papier fehlt +[Papier fehlt] !"},
      {"”papper saknas”", "papper saknas +[papper saknas] !"},
      {"« papier manquant »", "papier manquant +[ papier manquant ] !"},
      {"»Papier fehlt«", "Papier fehlt +[Papier fehlt] !"},
      {"‚Papier fehlt‘", "Papier fehlt +[Papier fehlt] !"},
      {"「用紙切れ」", "用紙切れ +[用紙切れ] !"},
      {"『用紙切れ』", "用紙切れ +[用紙切れ] !"},
      {"＂卡纸＂", "卡纸 +[卡纸] !"},
      {"\"paper jam”", "paper jam +[paper jam] !"},
      {"\"one two\" \"three\"", "one two three +[one two] +[three] !"},
      {"\"one two\" -three", "one two +[one two] -[three] !"},
      {"\"one two\"!", "one two ! +[one two] !"},
      {"button \"one two\" is grey", "button one two is grey +[one two]"},
      {"点击\"保存\"按钮", "点击 保存 按钮 +[保存]"},
      {"「保存」とは", "保存 とは +[保存]"},
      {"a \"open phrase", "a \"open phrase"},
      {"“open", "“open"},
      {"24\" screen and 27\" screen", "24\" screen and 27\" screen"},
      {"the users' guide", "the users' guide"},
      {"the users’ guide ‘new’", "the users’ guide ‘new’"},
      {"\"\"", "\"\""},
      {"\xFF\"a\xFE\"", "\xFF a\xFE +[a\xFE] !"},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(Read(row.query) == row.read);
  }
}

/// "product=a|tag=b", "!" before what is excluded.
std::string Shortcuts(const std::string& query) {
  std::string line;
  for (const query::Shortcut& shortcut : query::FindShortcuts(query)) {
    const bool id = shortcut.condition.is == Filter::Is::kId;
    line += (line.empty() ? "" : "|") + std::string(shortcut.excluded ? "!" : "");
    line += (id ? "id" : std::string(Name(shortcut.condition.facet))) + "=" + shortcut.value;
    if (shortcut.bare != shortcut.value) line += " (" + shortcut.bare + ")";
    CHECK(shortcut.begin < shortcut.end);
    CHECK(shortcut.end <= query.size());
  }
  return line;
}

TEST_CASE("FindShortcuts: names with a value directly behind a colon") {
  const Row rows[] = {
      {"product:Printer jam", "product=Printer"},
      {"jam product:\"Photo Editor\" paper", "product=Photo Editor"},
      {"product:“Photo Editor”", "product=Photo Editor"},
      {"product:「写真 エディター」 印刷", "product=写真 エディター"},
      {"product：打印机", "product=打印机"},
      {"PRODUCT:a Tag:b version:5.2 lang:th language:ja kind:case id:print/queue",
       "product=a|tag=b|version=5.2|lang=th|lang=ja|kind=case|id=print/queue"},
      {"jam -tag:old -product:\"Photo Editor\"", "!tag=old|!product=Photo Editor"},
      {"tag:เครื่องพิมพ์ tag:प्रिंटर　tag:프린터", "tag=เครื่องพิมพ์|tag=प्रिंटर|tag=프린터"},
      {"tag:print, please", "tag=print, (print)"},
      {"id:5", "id=5"},
      // Text.
      {"id: 5 not found", ""},
      {"id : 5", ""},
      {"note: x", ""},
      {"Error: y", ""},
      {"http://example.org/a", ""},
      {"myproduct:a", ""},
      {"x-product:a", ""},
      {"(product:a)", ""},
      {"product:", ""},
      {"product:\"\"", ""},
      {"product:\" \"", ""},
      {"product: \"Photo Editor\"", ""},
      {"\"product:a\"", ""},
      {"\"said product:a here\"", ""},
      {"product:\"open", "product=\"open"},
      {"tags:a products:b updated:2024-01-01", ""},
      {"printd: job id:5 failed", ""},
      {"[error] id:5", ""},
      {"job 0x80070005 id:5", ""},
      {"C++ C# .NET -k netsvcs \" AND 1/2 \xF0\x9F\x96\xA8 \xE2\x80\x8F"
       "abc",
       ""},
      {"product:a\nid:5", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(Shortcuts(row.query) == row.read);
  }
  CHECK(Shortcuts("id:5 " + std::string(kMaxQueryBytes, 'x')).empty());
  std::string many;
  for (int i = 0; i < 20; ++i) many += "tag:a ";
  CHECK(query::FindShortcuts(many).size() == query::kMaxShortcuts);
}

}  // namespace
}  // namespace funnel

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

}  // namespace
}  // namespace funnel

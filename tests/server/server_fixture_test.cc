// SPDX-License-Identifier: GPL-2.0-or-later
// What the tests of this room share; named so that their program takes it in.
#include "tests/server/server_fixture.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace funnel::test {

Article SimpleArticle(const std::string& lang, const std::string& id, const std::string& title,
                      const std::string& text) {
  Article article;
  article.id = article.family = id;
  article.lang = lang;
  article.title = title;
  article.body = article.text = text;
  return article;
}

std::vector<Article> SampleArticles() {
  Article printer =
      SimpleArticle("en", "printing/queue-stuck", "Document stuck in the print queue", "");
  printer.summary = "The printer stays silent and the queue shows Deleting.";
  printer.body =
      "## Symptoms\n\nThe queue says *Deleting*, code `TP-4001`.\n\n## Cause\n\nThe spooler hangs."
      "\n\n## Resolution\n\n1. Stop the spooler.\n2. [Download](https://example.org/tool) the tool."
      "\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
  printer.text =
      "Symptoms\nThe queue says Deleting, code TP-4001.\nCause\nThe spooler hangs.\nResolution\n"
      "Stop the spooler.\nDownload the tool.\na b\n1 2";
  const auto at = [&](const char* heading) {
    return static_cast<std::uint32_t>(printer.text.find(heading));
  };
  const auto end = static_cast<std::uint32_t>(printer.text.size());
  printer.sections = {
      {"Symptoms", "symptoms", 2, SectionRole::kSymptoms, 0, at("Cause")},
      {"Cause", "cause", 2, SectionRole::kCause, at("Cause"), at("Resolution")},
      {"Resolution", "resolution", 2, SectionRole::kResolution, at("Resolution"), end}};
  printer.products = {"Tamarind Print"};
  printer.versions = {"5.2", "5.3"};
  printer.tags = {"spooler"};
  printer.confidence = Confidence::kValidated;
  printer.created = "2025-03-04";
  printer.updated = "2026-02-11";
  printer.review_by = "2027-02-11";
  printer.symptoms = {"nothing comes out of the printer"};
  printer.related = {"hostile", "no-such-article"};
  printer.authors = {"Secret Author"};
  printer.source = "/secret/place/queue.md";

  Article thai = SimpleArticle("th", "printing/queue-stuck", "เอกสารค้างอยู่ในคิวพิมพ์",
                               "เครื่องพิมพ์ไม่ทำงานและเอกสารค้างอยู่ในคิวพิมพ์");
  Article hostile = SimpleArticle("en", "hostile", "<script>alert(\"1\")</script> & 'quotes'",
                                  "hostilewords <img src=x onerror=alert(1)> end");
  hostile.products = {"<b>Bold</b>"};
  hostile.url = "javascript:alert(1)";
  Article arabic =
      SimpleArticle("ar", "printer-ar", "الطابعة لا تعمل", "الطابعة لا تعمل بعد النوم");
  Article solved = SimpleArticle("en", "case-1", "Solved: toner fault at a law firm",
                                 "casewords the toner was empty");
  solved.kind = Kind::kCase;
  Article internal =
      SimpleArticle("en", "internal-1", "Internal secretword notes", "secretword for engineers");
  internal.audience = Audience::kInternal;
  const Article long_id =
      SimpleArticle("en", std::string(kMaxIdBytes, 'i'), "Longwinded", "longwinded name");
  std::vector<Article> all = {printer, thai, hostile, arabic, solved, internal, long_id};
  all.push_back(
      SimpleArticle("ja", "印刷 設定/紙 詰まり?#%", "紙詰まり", "プリンターに紙が詰まりました"));
  all.push_back(SimpleArticle("hi", "प्रिंटर", "प्रिंटर की समस्या", "प्रिंटर काम नहीं कर रहा"));
  for (int i = 0; i < 25; ++i) {
    const std::string n = std::to_string(i);
    all.push_back(SimpleArticle("en", "many-" + n, "Manyfold article " + n, "manyfold text " + n));
  }
  return all;
}

void Publish(const std::filesystem::path& dir, const std::vector<Article>& articles) {
  auto indexer = Indexer::Open(dir);
  REQUIRE_MESSAGE(indexer, indexer.error().message);
  for (const Article& article : articles) {
    const auto added = indexer->Add(article);
    REQUIRE_MESSAGE(added, added.error().message);
  }
  const auto committed = indexer->Commit();
  REQUIRE_MESSAGE(committed, committed.error().message);
}

RawClient::RawClient(int port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
}

RawClient::~RawClient() { ::close(fd_); }

bool RawClient::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

std::string RawClient::ReadToEnd(int seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  std::string all;
  std::array<char, 16384> bytes;
  while (std::chrono::steady_clock::now() < end) {
    pollfd waiting{fd_, POLLIN, 0};
    if (::poll(&waiting, 1, 100) <= 0) continue;
    const ssize_t n = ::recv(fd_, bytes.data(), bytes.size(), 0);
    if (n <= 0) break;
    all.append(bytes.data(), static_cast<std::size_t>(n));
  }
  return all;
}

std::string RawClient::ReadAnswer() {
  std::string all;
  char byte = 0;
  while (!all.ends_with("\r\n\r\n") && ::recv(fd_, &byte, 1, 0) == 1) all += byte;
  const std::string length = ParseAnswer(all).Header("Content-Length");
  const std::size_t whole = all.size() + std::strtoul(length.c_str(), nullptr, 10);
  while (all.size() < whole && ::recv(fd_, &byte, 1, 0) == 1) all += byte;
  return all;
}

std::string Answer::Header(std::string_view name) const {
  const std::string field = "\r\n" + std::string(name) + ": ";
  const std::size_t at = head.find(field);
  if (at == std::string::npos) return "";
  const std::size_t begin = at + field.size();
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

Answer ParseAnswer(const std::string& bytes) {
  Answer answer;
  const std::size_t end = bytes.find("\r\n\r\n");
  answer.head = bytes.substr(0, end == std::string::npos ? bytes.size() : end + 2);
  if (end != std::string::npos) answer.body = bytes.substr(end + 4);
  if (answer.head.starts_with("HTTP/1.1 ")) answer.status = std::atoi(answer.head.c_str() + 9);
  return answer;
}

Answer Fetch(int port, const std::string& method, const std::string& target,
             const std::string& fields, const std::string& body) {
  RawClient client(port);
  std::string request = method + " " + target + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n";
  request += fields;
  if (!body.empty()) request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  client.Send(request + "\r\n" + body);
  return ParseAnswer(client.ReadToEnd());
}

rapidjson::Document ParseJson(const std::string& text) {
  auto document = base::ParseJson(text, {.max_bytes = text.size()});
  REQUIRE_MESSAGE(document, text);
  return std::move(*document);
}

TestServer::TestServer(http::ServerOptions options, std::chrono::milliseconds deadline) {
  spdlog::set_level(spdlog::level::off);
  Publish(dir_.path(), SampleArticles());
  options.port = 0;
  if (options.threads == http::ServerOptions{}.threads) options.threads = 4;
  app_ = std::make_unique<server::App>(dir_.path(), deadline);
  auto started = http::HttpServer::Start(*app_, options);
  REQUIRE_MESSAGE(started, started.error().message);
  server_ = std::move(*started);
}

const TestServer& SharedServer() {
  static const TestServer server;
  return server;
}

}  // namespace funnel::test

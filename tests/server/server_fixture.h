// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/indexer.h"
#include "indexer/base/json.h"
#include "server/app.h"
#include "server/http/http_server.h"
#include "tests/support/temp_dir.h"

namespace funnel::test {

using testing::TempDir;

/// A published article with a body of one paragraph.
Article SimpleArticle(const std::string& lang, const std::string& id, const std::string& title,
                      const std::string& text);

/// The articles that the tests of this room ask for.
std::vector<Article> SampleArticles();

/// Publishes `articles` into the base in `dir`; fails the test if it cannot.
void Publish(const std::filesystem::path& dir, const std::vector<Article>& articles);

/// A client's end of a connection, byte by byte.
class RawClient {
 public:
  explicit RawClient(int port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// False if the server has closed.
  bool Send(std::string_view bytes);
  /// All that comes until the server closes, or for `seconds` at most.
  std::string ReadToEnd(int seconds = 10);
  /// One answer with its body, as Content-Length has it.
  std::string ReadAnswer();

 private:
  int fd_;
};

struct Answer {
  int status = 0;
  std::string head;
  std::string body;

  /// The value of a header field, empty if there is none.
  std::string Header(std::string_view name) const;
};

Answer ParseAnswer(const std::string& bytes);

/// One request on a connection of its own. `fields` are whole lines with their CRLF.
Answer Fetch(int port, const std::string& method, const std::string& target,
             const std::string& fields = "", const std::string& body = "");

/// The body as JSON; fails the test if it is none.
rapidjson::Document ParseJson(const std::string& text);

/// A server over the sample articles on a free port.
class TestServer {
 public:
  explicit TestServer(http::ServerOptions options = {},
                      std::chrono::milliseconds deadline = server::kDeadline);
  int port() const { return server_->port(); }
  const std::filesystem::path& kb() const { return dir_.path(); }
  http::HttpServer& server() { return *server_; }
  Answer Get(const std::string& target, const std::string& fields = "") const {
    return Fetch(port(), "GET", target, fields);
  }

 private:
  TempDir dir_;
  std::unique_ptr<server::App> app_;
  std::unique_ptr<http::HttpServer> server_;
};

/// One server for all the tests that only read: starting costs more than asking.
const TestServer& SharedServer();

}  // namespace funnel::test

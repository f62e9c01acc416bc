// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/connection.h"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/server_fixture.h"

namespace funnel::test {

namespace {

using std::chrono::milliseconds;

/// The status of each answer on one connection that gets `bytes` and closes by itself.
std::string Statuses(int port, const std::string& bytes) {
  RawClient client(port);
  client.Send(bytes);
  const std::string all = client.ReadToEnd();
  std::string line;
  for (std::size_t at = all.find("HTTP/1.1 "); at != std::string::npos;
       at = all.find("HTTP/1.1 ", at + 1)) {
    line += all.substr(at + 9, 3) + " ";
  }
  return line;
}

http::ServerOptions Impatient() {
  http::ServerOptions options;
  options.limits.idle = options.limits.head = options.limits.body = milliseconds(300);
  options.threads = 2;
  return options;
}

const std::string kHealth = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
const std::string kLast = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

}  // namespace

TEST_CASE("Connection: the body of a GET is not the next request") {
  CHECK(Statuses(SharedServer().port(),
                 "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(kLast.size()) +
                     "\r\n\r\n" + kLast) == "400 ");
  CHECK(Statuses(SharedServer().port(),
                 "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
                     kLast) == "400 ");
  CHECK(Statuses(SharedServer().port(),
                 "POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
                 "Content-Length: 0\r\n\r\nabcd" +
                     kLast) == "400 ");
}

TEST_CASE("Connection: bodies are bounded whatever way they come") {
  const std::string post = "POST /v1/search HTTP/1.1\r\nHost: a\r\n";
  CHECK(Statuses(SharedServer().port(), post + "Content-Length: 100000000000\r\n\r\nabc") ==
        "413 ");
  CHECK(Statuses(SharedServer().port(), post + "Transfer-Encoding: chunked\r\n\r\nFFFFFF\r\nabc") ==
        "411 ");
  CHECK(Statuses(SharedServer().port(),
                 post + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc") == "415 ");
  RawClient sender(SharedServer().port());
  sender.Send(post + "Content-Length: 300000\r\n\r\n");
  sender.Send(std::string(300'000, 'a'));
  CHECK(ParseAnswer(sender.ReadToEnd()).status == 413);
}

TEST_CASE("Connection: a body that no handler wants does not disturb what follows") {
  CHECK(Statuses(SharedServer().port(), "POST /none HTTP/1.1\r\nHost: a\r\nContent-Length: " +
                                            std::to_string(kHealth.size()) + "\r\n\r\n" + kHealth +
                                            kLast) == "404 200 ");
}

TEST_CASE("Connection: requests in one packet are answered in order") {
  CHECK(Statuses(SharedServer().port(), "\r\n" + kHealth + "GET /none HTTP/1.1\r\nHost: a\r\n\r\n" +
                                            kLast) == "200 404 200 ");
}

TEST_CASE("Connection: a request line or head without end is refused while it comes") {
  const std::string port_line = "GET /" + std::string(20'000, 'a');
  CHECK(Statuses(SharedServer().port(), port_line) == "414 ");
  std::string fields = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 5000; ++i) fields += "X: y\r\n";
  CHECK(Statuses(SharedServer().port(), fields) == "431 ");
  CHECK(Statuses(SharedServer().port(), "GET / HTTP/1.1\r\nHost: a\r\nX: " +
                                            std::string(20'000, 'a') + "\r\n\r\n") == "431 ");
}

TEST_CASE("Connection: ranges are not served") {
  std::string ranges = "Range: bytes=0-";
  for (int i = 0; i < 1200; ++i) ranges += ",0-";
  const Answer whole = SharedServer().Get("/assets/site.css");
  const Answer answer = SharedServer().Get("/assets/site.css", ranges + "\r\n");
  CHECK(answer.status == 200);
  CHECK(answer.body == whole.body);
  CHECK(answer.Header("Accept-Ranges") == "none");
}

TEST_CASE("Connection: 100-continue is answered, then the body read") {
  RawClient client(SharedServer().port());
  const std::string body = "{\"q\":\"print\"}";
  client.Send(
      "POST /v1/search HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\n"
      "Content-Type: application/json\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n");
  CHECK(client.ReadAnswer() == "HTTP/1.1 100 Continue\r\n\r\n");
  client.Send(body);
  CHECK(ParseAnswer(client.ReadToEnd()).status == 200);
}

TEST_CASE("Connection: text is compressed on wish only") {
  const Answer plain = SharedServer().Get("/assets/site.css", "Accept-Encoding: gzip;q=0\r\n");
  CHECK(plain.Header("Content-Encoding").empty());
  const Answer packed = SharedServer().Get("/assets/site.css", "Accept-Encoding: br, gzip\r\n");
  CHECK(packed.Header("Content-Encoding") == "gzip");
  CHECK(packed.body.size() < plain.body.size() / 2);
}

TEST_CASE("Connection: kept alive up to its number of requests") {
  http::ServerOptions options;
  options.limits.max_requests = 3;
  const TestServer server(options);
  CHECK(Statuses(server.port(), kHealth + kHealth + kHealth + kHealth) == "200 200 200 ");
}

TEST_CASE("Connection: a client that drips or falls silent is let go") {
  const TestServer server(Impatient());
  RawClient dripping(server.port());
  const auto start = std::chrono::steady_clock::now();
  for (const char c : std::string("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaa")) {
    if (!dripping.Send(std::string(1, c))) break;
    std::this_thread::sleep_for(milliseconds(20));
    if (std::chrono::steady_clock::now() - start > milliseconds(600)) break;
  }
  CHECK(ParseAnswer(dripping.ReadToEnd(3)).status == 408);

  RawClient half(server.port());
  half.Send("POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
  CHECK(ParseAnswer(half.ReadToEnd(3)).status == 408);

  RawClient silent(server.port());
  CHECK(silent.ReadToEnd(3).empty());
}

TEST_CASE("Connection: idle clients do not keep others waiting") {
  http::ServerOptions options;
  options.threads = 2;
  const TestServer server(options);
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 12; ++i) idle.push_back(std::make_unique<RawClient>(server.port()));
  for (int i = 0; i < 4; ++i) idle[static_cast<std::size_t>(i)]->Send(kHealth);
  const auto start = std::chrono::steady_clock::now();
  CHECK(server.Get("/healthz").status == 200);
  CHECK(std::chrono::steady_clock::now() - start < milliseconds(3000));
}

TEST_CASE("Connection: over the queue's bound the answer is 503") {
  http::ServerOptions options;
  options.threads = 1;
  options.max_waiting = 2;
  options.limits.idle_crowded = options.limits.idle;
  options.limits.head_crowded = options.limits.head;
  const TestServer server(options);
  std::vector<std::unique_ptr<RawClient>> holding;
  for (int i = 0; i < 3; ++i) {
    holding.push_back(std::make_unique<RawClient>(server.port()));
    std::this_thread::sleep_for(milliseconds(60));
  }
  const Answer api = server.Get("/v1/search?q=a");
  CHECK(api.status == 503);
  CHECK(api.Header("Retry-After") == "1");
  CHECK(api.body.find("\"code\":\"overloaded\"") != std::string::npos);
  const Answer page = server.Get("/");
  CHECK(page.status == 503);
  CHECK(page.Header("Content-Type") == "text/html; charset=utf-8");
}

}  // namespace funnel::test

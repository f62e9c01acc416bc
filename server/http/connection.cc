// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace funnel::http {

namespace {

using std::chrono::milliseconds;

/// Waits look up so often whether the server stops or others wait.
constexpr milliseconds kSlice{20};

/// Method and path of a head that may be anything, for the log and the form of the error.
ReadEnd Refused(const Refusal& refusal, std::string_view head) {
  ReadEnd end{refusal, "", ""};
  const std::string_view line = head.substr(0, head.find_first_of("\r\n"));
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return end;
  const auto visible = [](std::string_view text, std::size_t limit) {
    std::string out;
    for (const char c : text.substr(0, limit)) out += c > 0x20 && c < 0x7f ? c : '?';
    return out;
  };
  const std::string_view target = line.substr(space + 1);
  end.method = visible(line.substr(0, space), 16);
  end.path = visible(target.substr(0, target.find_first_of(" ?#")), 300);
  return end;
}

tl::unexpected<ReadEnd> Gone() { return tl::unexpected<ReadEnd>(ReadEnd{}); }

}  // namespace

Connection::Connection(int fd, const ConnectionLimits& limits, std::function<bool()> crowded,
                       std::function<bool()> stopping)
    : fd_(fd), limits_(limits), crowded_(std::move(crowded)), stopping_(std::move(stopping)) {}

Connection::~Connection() {
  ::shutdown(fd_, SHUT_RDWR);
  ::close(fd_);
}

Connection::Got Connection::Receive(Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now());
  pollfd waiting{fd_, POLLIN, 0};
  const int ready =
      ::poll(&waiting, 1, static_cast<int>(std::clamp(left, milliseconds{0}, kSlice).count()));
  if (ready == 0 || (ready < 0 && errno == EINTR)) return Got::kNothing;
  if (ready < 0) return Got::kGone;
  std::array<char, 16 * 1024> bytes;
  const ssize_t n = ::recv(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return Got::kNothing;
  if (n <= 0) return Got::kGone;
  buffer_.append(bytes.data(), static_cast<std::size_t>(n));
  return Got::kData;
}

bool Connection::WaitForRequest(bool first) {
  const auto start = Clock::now();
  while (buffer_.empty()) {
    auto patience = crowded_() ? limits_.idle_crowded : limits_.idle;
    // Not at once: the next request may be on its way already.
    if (!first && stopping_()) patience = kSlice;
    const auto deadline = start + patience;
    if (Receive(deadline) == Got::kGone) return false;
    if (buffer_.empty() && (Clock::now() >= deadline || stopping_())) return false;
  }
  return true;
}

tl::expected<std::string, ReadEnd> Connection::ReadHead() {
  const auto start = Clock::now();
  std::size_t searched = 0;
  for (;;) {
    // A stray empty line before a request is forgiven, as RFC 9112 section 2.2 asks.
    while (searched == 0 && buffer_.starts_with("\r\n")) buffer_.erase(0, 2);
    const std::size_t end = buffer_.find("\r\n\r\n", searched);
    if (end != std::string::npos && end + 4 <= kMaxHeadBytes) {
      std::string head = buffer_.substr(0, end + 4);
      buffer_.erase(0, end + 4);
      return head;
    }
    if (buffer_.size() > kMaxHeadBytes) {
      const bool in_line = buffer_.find('\n') > kMaxTargetBytes;
      const Refusal refusal{in_line ? &kTooLong : &kHeadersTooLarge,
                            "the request head is too long"};
      return tl::unexpected<ReadEnd>(Refused(refusal, buffer_));
    }
    searched = buffer_.size() < 3 ? 0 : buffer_.size() - 3;
    const auto deadline = start + (crowded_() ? limits_.head_crowded : limits_.head);
    if (Receive(deadline) == Got::kGone) return Gone();
    if (Clock::now() >= deadline) {
      return tl::unexpected<ReadEnd>(
          Refused({&kRequestTimeout, "the request head did not arrive in time"}, buffer_));
    }
  }
}

tl::expected<RawRequest, ReadEnd> Connection::Read(bool first) {
  if (!WaitForRequest(first)) return Gone();
  auto text = ReadHead();
  if (!text) return tl::unexpected<ReadEnd>(std::move(text.error()));
  auto head = ParseRequestHead(*text);
  if (!head) return tl::unexpected<ReadEnd>(Refused(head.error(), *text));
  const std::size_t length = head->content_length;
  if (length > limits_.max_body_bytes) {
    return tl::unexpected<ReadEnd>(Refused({&kPayloadTooLarge, "the body is too large"}, *text));
  }
  if (head->expects_continue && buffer_.size() < length &&
      !Write("HTTP/1.1 100 Continue\r\n\r\n")) {
    return Gone();
  }
  const auto deadline = Clock::now() + limits_.body;
  while (buffer_.size() < length) {
    if (Receive(deadline) == Got::kGone) return Gone();
    if (Clock::now() >= deadline) {
      return tl::unexpected<ReadEnd>(
          Refused({&kRequestTimeout, "the body did not arrive in time"}, *text));
    }
  }
  RawRequest request{std::move(*head), buffer_.substr(0, length)};
  buffer_.erase(0, length);
  return request;
}

bool Connection::Write(std::string_view bytes) {
  const auto deadline = Clock::now() + limits_.write;
  while (!bytes.empty()) {
    const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (n > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(n));
      continue;
    }
    if (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return false;
    const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return false;
    pollfd waiting{fd_, POLLOUT, 0};
    if (::poll(&waiting, 1, static_cast<int>(left.count())) < 0 && errno != EINTR) return false;
  }
  return true;
}

void Connection::Linger() {
  ::shutdown(fd_, SHUT_WR);
  const auto deadline = Clock::now() + milliseconds{500};
  while (Clock::now() < deadline && !stopping_()) {
    buffer_.clear();
    if (Receive(deadline) == Got::kGone) return;
  }
}

}  // namespace funnel::http

// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <httplib.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace funnel::http {

/// One request and its answer in memory, for the HTTP library to read and write: the socket is
/// Connection's, with its deadlines and limits.
class ExchangeStream : public httplib::Stream {
 public:
  explicit ExchangeStream(std::string_view input) : input_(input) {}

  using httplib::Stream::write;
  bool is_readable() const override { return !input_.empty(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* out, std::size_t size) override {
    const std::size_t n = std::min(size, input_.size());
    std::copy_n(input_.begin(), n, out);
    input_.remove_prefix(n);
    return static_cast<ssize_t>(n);
  }
  ssize_t write(const char* bytes, std::size_t size) override {
    output_.append(bytes, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  socket_t socket() const override { return INVALID_SOCKET; }

  const std::string& output() const { return output_; }

 private:
  std::string_view input_;
  std::string output_;
};

}  // namespace funnel::http

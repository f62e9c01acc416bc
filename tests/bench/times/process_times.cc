// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/times/process_times.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace funnel::bench {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void Throw(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

/// The number behind `name` ("wchar: ") in /proc/PROCESS/io.
std::uint64_t IoOf(pid_t process, const std::string& name) {
  std::ifstream io("/proc/" + std::to_string(process) + "/io");
  std::string key;
  std::uint64_t value = 0;
  while (io >> key >> value) {
    if (key == name) return value;
  }
  throw std::runtime_error("/proc/" + std::to_string(process) + "/io: cannot be read");
}

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

[[noreturn]] void Become(const std::vector<std::string>& command) {
  const int nothing = ::open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, stream);
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  ::execvp(arguments.front(), arguments.data());
  ::_exit(127);
}

}  // namespace

ProcessTimes RunTimed(const std::vector<std::string>& command) {
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child < 0) Throw("fork");
  if (child == 0) Become(command);
  // It is left unburied for as long as /proc is asked about it.
  siginfo_t ended{};
  while (::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT) != 0) {
    if (errno != EINTR) Throw("waitid");
  }
  ProcessTimes times;
  times.wall_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  times.written_bytes = IoOf(child, "wchar:");
  int status = 0;
  rusage use{};
  if (::wait4(child, &status, 0, &use) != child) Throw("wait4");
  times.cpu_seconds = Seconds(use.ru_utime) + Seconds(use.ru_stime);
  times.peak_bytes = static_cast<std::uint64_t>(use.ru_maxrss) * 1024;
  times.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return times;
}

ProcessUse UseOf(pid_t process) {
  ProcessUse use;
  std::error_code error;
  const fs::path tasks = "/proc/" + std::to_string(process) + "/task";
  for (const fs::directory_entry& task : fs::directory_iterator(tasks, error)) {
    std::uint64_t nanoseconds = 0;
    std::ifstream(task.path() / "schedstat") >> nanoseconds;
    use.cpu_nanoseconds += nanoseconds;
  }
  if (error || use.cpu_nanoseconds == 0) {
    throw std::runtime_error(tasks.string() + "/*/schedstat: cannot be read");
  }
  use.read_bytes = IoOf(process, "rchar:");
  return use;
}

}  // namespace funnel::bench

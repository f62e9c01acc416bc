// SPDX-License-Identifier: GPL-2.0-or-later
// Takes an article out of a knowledge base. Usage: remove KB LANGUAGE ID
#include <funnel/indexer.h>

#include <iostream>

int main(int, char** argv) {
  funnel::Indexer indexer = funnel::Indexer::Open(argv[1]).value();
  const funnel::Outcome outcome = indexer.Remove(argv[2], argv[3]).value();
  if (!indexer.Commit()) return 1;
  std::cout << (outcome == funnel::Outcome::kRemoved ? "removed\n" : "there is none\n");
}

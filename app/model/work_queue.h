#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace slipway::host {

// A fixed number of threads that work off a bounded queue.
class WorkQueue
{
public:
    WorkQueue(int threads, int maxWaiting);
    ~WorkQueue(); // waits for what runs; drops what waits

    // False when `maxWaiting` jobs wait already.
    bool submit(std::function<void()> job);
    int threads() const { return static_cast<int>(m_threads.size()); }

private:
    void work();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_waiting;
    std::size_t m_maxWaiting;
    std::size_t m_idle = 0;
    bool m_ending = false;
    std::vector<std::thread> m_threads;
};

} // namespace slipway::host

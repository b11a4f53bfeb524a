#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace slipway {

// Hands jobs from one thread to another, in order.
template <class Job>
class JobQueue
{
public:
    void push(Job job)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_jobs.push_back(std::move(job));
        }
        m_changed.notify_one();
    }

    // No more jobs will come. Those that wait are still taken.
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_changed.notify_one();
    }

    // Waits for jobs and takes at most `limit`. Empty: nothing came in time, or the queue is closed and empty.
    std::vector<Job> take(size_t limit, std::optional<std::chrono::milliseconds> timeout = {})
    {
        std::unique_lock lock(m_mutex);
        const auto ready = [this] { return m_closed || !m_jobs.empty(); };
        if (timeout)
            m_changed.wait_for(lock, *timeout, ready);
        else
            m_changed.wait(lock, ready);
        std::vector<Job> taken;
        while (!m_jobs.empty() && taken.size() < limit) {
            taken.push_back(std::move(m_jobs.front()));
            m_jobs.pop_front();
        }
        return taken;
    }

    bool isClosed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_closed;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_closed = false;
};

} // namespace slipway

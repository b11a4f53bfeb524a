#include "app/model/work_queue.h"

namespace slipway::host {

WorkQueue::WorkQueue(int threads, int maxWaiting) : m_maxWaiting(static_cast<std::size_t>(maxWaiting))
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

WorkQueue::~WorkQueue()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_waiting.clear();
    }
    m_changed.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

bool WorkQueue::submit(std::function<void()> job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() >= m_maxWaiting + m_idle)
            return false;
        m_waiting.push_back(std::move(job));
    }
    m_changed.notify_one();
    return true;
}

void WorkQueue::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        ++m_idle;
        m_changed.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
        --m_idle;
        if (m_ending)
            return;
        const std::function<void()> job = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        job();
        lock.lock();
    }
}

} // namespace slipway::host

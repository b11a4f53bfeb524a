#pragma once

#include "models/domain/service.h"
#include "ui/overview/overview_presenter.h"
#include "widgets/kit/card.h"

#include <functional>

class QLabel;
class QVBoxLayout;

namespace slipway {

class EnginePresenter;
class ShareBar;

// The six steps, ticked off by what the engine shows.
class StepsCard : public Card
{
    Q_OBJECT

public:
    explicit StepsCard(QWidget *parent);

    void show(const QList<GettingStartedStep> &steps, int current);

signals:
    void stepChosen(int step);

private:
    QLabel *m_progress;
    QList<QWidget *> m_rows;
};

// Today's instances by state, as one bar and a legend with figures.
class TodayCard : public Card
{
    Q_OBJECT

public:
    explicit TodayCard(QWidget *parent);

    void show(const OverviewPresenter::DayCounts &counts);
    // Before the day was read, and where it cannot be.
    void showUnknown();

signals:
    void opened();

private:
    void fill(const OverviewPresenter::DayCounts &counts, const std::function<QString(int)> &words);

    ShareBar *m_bar;
    QWidget *m_legend = nullptr;
    QLabel *m_none;
};

// The region's services with their state.
class ServicesCard : public Card
{
    Q_OBJECT

public:
    explicit ServicesCard(QWidget *parent);

    void show(const QList<Service> &services, const QString &region);
    // Before the services were read, and where they cannot be.
    void showUnknown();

signals:
    void serviceChosen(const QString &region, const QString &name);

private:
    QVBoxLayout *freshList();

    QWidget *m_list = nullptr;
};

// Facts about the engine, one per line.
class EngineCard : public Card
{
    Q_OBJECT

public:
    explicit EngineCard(QWidget *parent);

    void show(const EnginePresenter &engine);

private:
    QWidget *m_facts = nullptr;
};

} // namespace slipway

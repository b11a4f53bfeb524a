#pragma once

#include "widgets/kit/icons.h"

#include <QStringList>
#include <QTabWidget>

namespace slipway {

// The tab area: one tab per key ("w:7", "f:12"), a dot where something is not saved, middle click closes.
class StudioTabs : public QTabWidget
{
    Q_OBJECT

public:
    explicit StudioTabs(QWidget *parent = nullptr);

    void addTab(const QString &key, QWidget *tab, Icon symbol, const QString &title);
    QWidget *tab(const QString &key) const;
    void show(const QString &key);
    void setTitle(const QString &key, const QString &title);
    void setModified(const QString &key, bool modified);
    // Takes the tab out without deleting it.
    QWidget *take(const QString &key);

    QStringList keys() const;
    QString currentKey() const { return keyAt(currentIndex()); }

signals:
    void closeRequested(const QString &key);
    void currentKeyChanged(const QString &key);
    void orderChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int find(const QString &key) const;
    QString keyAt(int index) const;
    void showTitle(int index);
};

} // namespace slipway
